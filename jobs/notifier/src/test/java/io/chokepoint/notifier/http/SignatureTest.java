package io.chokepoint.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /** The example that the libraries of the Standard Webhooks specification test themselves with. */
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIME = 1614265330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void itIsThatOfTheSpecification() {
    assertThat(new Signature(List.of(KEY)).of(ID, TIME, BODY)).isEqualTo(EXPECTED);
    assertThat(new Signature(List.of("whsec_" + KEY)).of(ID, TIME, BODY)).isEqualTo(EXPECTED);
  }

  @Test
  void twoKeysGiveTwoSignaturesOfWhichEitherWillDo() {
    String other = "b3RoZXIga2V5IHRoYXQgaXMgbG9uZyBlbm91Z2g=";

    assertThat(new Signature(List.of(other, KEY)).of(ID, TIME, BODY).split(" "))
        .hasSize(2)
        .contains(EXPECTED);
  }

  @Test
  void aKeyThatWillNotDoIsRefusedWithoutBeingRepeated() {
    for (String key : List.of("not base64 at all!", "c2hvcnQ=")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Signature(List.of(key)))
          .withMessageContaining("openssl rand -base64 32")
          .withMessageNotContaining(key);
    }
  }
}
