package io.chokepoint.datagen.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberNotationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          COMMA | 1.234.567,50 | 1234567.50
          COMMA | -20,00       | -20.00
          COMMA | 1 000        | 1000
          COMMA | 12345,6      | 12345.6
          POINT | 1,234.5      | 1234.5
          POINT | 1'234.5      | 1234.5
          """)
  void numbersLoseTheirThousandsMarks(NumberNotation notation, String text, String plain)
      throws UnplacedException {
    assertThat(notation.plain(text, "Sum")).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COMMA | 1.50
          COMMA | 1,2,3
          COMMA | 20,00 EUR
          POINT | 1,50
          POINT | 1e3
          """)
  void aNumberOfTheOtherNotationIsRejectedAndNotMisread(NumberNotation notation, String text) {
    assertThatThrownBy(() -> notation.plain(text, "Sum"))
        .isInstanceOf(UnplacedException.class)
        .hasMessageContaining("column 'Sum' has '" + text + "'");
  }
}
