package io.chokepoint.datagen.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epoch-s  | 1641902381               | 2022-01-11T11:59:41Z
          epoch-s  | 1641902381.1239          | 2022-01-11T11:59:41.123Z
          epoch-ms | 1641902381123            | 2022-01-11T11:59:41.123Z
          epoch-ms | 1.641902381123E12        | 2022-01-11T11:59:41.123Z
          epoch-us | 1641902381123999         | 2022-01-11T11:59:41.123Z
          epoch-ns | 1641902381123999999      | 2022-01-11T11:59:41.123Z
          epoch-us | 999                      | 1970-01-01T00:00:00Z
          """)
  void countsSince1970AreCutToMilliseconds(String format, String text, Instant time)
      throws UnplacedException {
    assertThat(TimeFormat.ofEpoch(format).millis(text)).isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2022-01-11T11:59:41Z            | 2022-01-11T11:59:41Z
          2022-01-11t11:59:41z            | 2022-01-11T11:59:41Z
          2022-01-11T11:59:41.5+01:00     | 2022-01-11T10:59:41.500Z
          2022-01-11 11:59:41,250 +0100   | 2022-01-11T10:59:41.250Z
          2022-01-11T11:59-05             | 2022-01-11T16:59:00Z
          2022-01-11                      | 2022-01-10T23:00:00Z
          2022-07-11 12:00                | 2022-07-11T10:00:00Z
          2022-10-30T02:30+01:00[Europe/Berlin] | 2022-10-30T01:30:00Z
          """)
  void isoTimesAreReadAsPeopleWriteThem(String text, Instant time) throws UnplacedException {
    assertThat(TimePatterns.iso(BERLIN, Ambiguous.REJECT).millis(text))
        .isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dd.MM.yyyy HH:mm:ss      | de | 11.07.2022 12:00:00    | 2022-07-11T10:00:00Z
          d. MMMM yyyy, HH:mm      | de | 3. März 2022, 09:05    | 2022-03-03T08:05:00Z
          MM/dd/yyyy hh:mm a       | en | 07/11/2022 12:30 am    | 2022-07-10T22:30:00Z
          yyyyMMdd                 | en | 20220711               | 2022-07-10T22:00:00Z
          yyyy-MM-dd HH:mm[:ss.SSS] | en | 2022-07-11 12:00      | 2022-07-11T10:00:00Z
          EEE MMM dd HH:mm:ss Z yyyy | en | Mon Jul 11 12:00:00 +0000 2022 | 2022-07-11T12:00:00Z
          """)
  void patternsHaveZoneAndLanguage(String pattern, String language, String text, Instant time)
      throws Exception {
    assertThat(pattern(pattern, BERLIN, language, Ambiguous.REJECT).millis(text))
        .isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REJECT  |
          EARLIER | 2022-10-30T00:30:00Z
          LATER   | 2022-10-30T01:30:00Z
          """)
  void aTimeThatComesTwiceIsWhatTheMappingSays(Ambiguous ambiguous, @Nullable Instant time)
      throws Exception {
    TimeFormat format = pattern("yyyy-MM-dd HH:mm", BERLIN, "en", ambiguous);
    if (time == null) {
      assertRejected(format, "2022-10-30 02:30", RejectReason.AMBIGUOUS_TIME, "comes twice");
    } else {
      assertThat(format.millis("2022-10-30 02:30")).isEqualTo(time.toEpochMilli());
    }
  }

  @Test
  void anOffsetInTheTextSettlesWhatComesTwice() throws Exception {
    TimeFormat format = pattern("yyyy-MM-dd HH:mm XXX", BERLIN, "en", Ambiguous.REJECT);
    assertThat(format.millis("2022-10-30 02:30 +01:00"))
        .isEqualTo(Instant.parse("2022-10-30T01:30:00Z").toEpochMilli());
  }

  @Test
  void aTimeThatNeverComesIsRejectedWhateverTheMappingSays() throws Exception {
    TimeFormat format = pattern("yyyy-MM-dd HH:mm", BERLIN, "en", Ambiguous.EARLIER);
    assertRejected(format, "2022-03-27 02:30", RejectReason.NONEXISTENT_TIME, "never comes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epoch-s  | noon              | not a number
          epoch-s  | 1641902381123     | out of the years 1970 to 2199
          epoch-us | -1                | out of the years
          epoch-ms | 1e999999999       | not a number
          epoch-ms | 1e-999999999      | not a number
          epoch-ms | 0x10              | not a number
          """)
  void aCountThatIsNoPlausibleTimeIsRejected(String format, String text, String because) {
    assertRejected(TimeFormat.ofEpoch(format), text, RejectReason.BAD_TIME, because);
  }

  @ParameterizedTest
  @CsvSource({"2022-02-30", "2022-13-01", "2022-01-11T25:00Z", "11.01.2022", "soon", "''"})
  void whatIsNoDateIsRejected(String text) {
    assertRejected(
        TimePatterns.iso(BERLIN, Ambiguous.REJECT), text, RejectReason.BAD_TIME, "ISO 8601");
  }

  @Test
  void aLocalTimeWithoutAZoneIsRejected() {
    assertRejected(
        TimePatterns.iso(null, Ambiguous.REJECT),
        "2022-01-11T11:59:41",
        RejectReason.BAD_TIME,
        "no offset");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YYYY-MM-dd       | gives no date
          yyyy-mm-dd       | gives no date
          HH:mm            | gives no date
          yyyy-MM-dd hh:mm | gives no time of day
          fooo             | no pattern
          """)
  void patternsThatCannotWorkAreFoundBeforeAnyRow(String pattern, String because) {
    assertThatThrownBy(() -> pattern(pattern, BERLIN, "en", Ambiguous.REJECT))
        .isInstanceOf(TimePatterns.Unusable.class)
        .hasMessageContaining(because);
  }

  @Test
  void aPatternWithoutOffsetNeedsAZone() {
    assertThatThrownBy(() -> pattern("yyyy-MM-dd HH:mm", null, "en", Ambiguous.REJECT))
        .hasMessageContaining("no offset");
  }

  private static TimeFormat pattern(
      String pattern, @Nullable ZoneId zone, String language, Ambiguous ambiguous)
      throws TimePatterns.Unusable {
    return TimePatterns.of(pattern, zone, Locale.forLanguageTag(language), ambiguous);
  }

  private static void assertRejected(
      TimeFormat format, String text, RejectReason reason, String because) {
    UnplacedException thrown =
        catchThrowableOfType(UnplacedException.class, () -> format.millis(text));
    assertThat(thrown).hasMessageContaining(because);
    assertThat(thrown.reason()).isEqualTo(reason);
  }
}
