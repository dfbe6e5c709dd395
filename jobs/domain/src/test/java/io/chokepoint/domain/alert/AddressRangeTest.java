package io.chokepoint.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

  /** The ranges are those of IANA's registries of special-purpose addresses. */
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "172.15.0.1, PUBLIC",
    "172.32.0.1, PUBLIC",
    "100.63.0.1, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "127.0.0.1, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "::1, LOOPBACK",
    "::, LOOPBACK",
    "169.254.169.254, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "fd00::1, PRIVATE",
    "224.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "192.0.2.1, RESERVED",
    "ff02::1, RESERVED",
    "2001:db8::1, RESERVED",
    "::ffff:10.0.0.1, PRIVATE",
    "64:ff9b::a00:1, PRIVATE",
    "64:ff9b::808:808, PUBLIC",
    "2002:a00:1::, PRIVATE",
    "::7f00:1, LOOPBACK"
  })
  void anAddressBelongsWhereItLeads(String address, AddressRange range) throws Exception {
    assertThat(AddressRange.of(InetAddress.getByName(address))).isEqualTo(range);
  }
}
