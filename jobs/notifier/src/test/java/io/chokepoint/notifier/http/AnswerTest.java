package io.chokepoint.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chokepoint.notifier.http.Answer.Outcome;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "202, DELIVERED",
    "301, GIVE_UP",
    "400, GIVE_UP",
    "401, GIVE_UP",
    "404, GIVE_UP",
    "408, RETRY",
    "410, GIVE_UP",
    "429, RETRY",
    "500, RETRY",
    "503, RETRY"
  })
  void whatMayChangeIsTriedAgain(int status, Outcome outcome) {
    assertThat(Answer.ofStatus(status, 0).outcome()).isEqualTo(outcome);
  }

  @Test
  void aReceiverSaysHowLongItWantsToBeLeftAlone() {
    assertThat(HttpChannel.retryAfterMillis("7")).isEqualTo(7_000);
    assertThat(HttpChannel.retryAfterMillis("999999999")).isEqualTo(3_600_000);
    assertThat(HttpChannel.retryAfterMillis("Wed, 21 Oct 2015 07:28:00 GMT")).isZero();
    assertThat(HttpChannel.retryAfterMillis("soon")).isZero();
    assertThat(HttpChannel.retryAfterMillis("-1")).isZero();
  }

  @Test
  void pausesDoubleUpToHalfAMinuteWithChance() {
    assertThat(Backoff.millis(1, () -> 0)).isEqualTo(500);
    assertThat(Backoff.millis(1, () -> 1)).isEqualTo(1_000);
    assertThat(Backoff.millis(3, () -> 1)).isEqualTo(4_000);
    assertThat(Backoff.millis(500, () -> 1)).isEqualTo(30_000);
  }

  @Test
  void aNameIsFollowedToPublicAddressesOnly() throws Exception {
    PinnedResolver resolver = new PinnedResolver(false);
    InetAddress metadata = InetAddress.getByName("169.254.169.254");
    InetAddress home = InetAddress.getByName("::1");
    InetAddress anywhere = InetAddress.getByName("8.8.8.8");

    assertThat(resolver.allowed(new InetAddress[] {metadata, anywhere, home}))
        .containsExactly(anywhere);
    assertThatThrownBy(() -> resolver.allowed(new InetAddress[] {metadata}))
        .hasMessageContaining("link-local");
    assertThat(new PinnedResolver(true).allowed(new InetAddress[] {home})).containsExactly(home);
  }
}
