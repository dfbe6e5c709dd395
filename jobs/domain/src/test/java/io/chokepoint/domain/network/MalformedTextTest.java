package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chokepoint.domain.network.document.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          network: n\\n\\ttopics: {} | 2 | while scanning for the next token, found character
          network: n\\ntopics: {a: {}\\npaths: [] | 3 | while parsing a flow mapping, expected ',' or '}', but got <scalar>
          network: n\\n- topics | 2 | while parsing a block mapping, expected <block end>, but found '-'
          network: 'n\\n | 2 | while scanning a quoted scalar, found unexpected end of stream
          network: n\\n  topics: {} | 2 | mapping values are not allowed here
          network: [n\\n | 2 | while parsing a flow sequence, expected ',' or ']', but got <stream end>
          {"network": "n",\\n "topics": {"a": {},} | 2 | Unexpected character ('}' (code 125))
          {"network": "n",\\n "topics": nul} | 2 | Unrecognized token 'nul'
          {"network": "n"\\n | 2 | Unexpected end-of-input: expected close marker for Object
          ? [a, b]\\n: c | 1 | Expected a field name
          """)
  void textThatIsNotWellFormedIsOneFaultWhereTheParserGotStuck(
      String text, int line, String complaint) {
    assertThat(refused(text.replace("\\n", "\n").replace("\\t", "\t")).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.message())
                  .startsWith("this is not well-formed: " + complaint)
                  .doesNotContain("\n", "REDACTED");
              assertThat(fault.remedy()).startsWith("check indentation");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | the file is empty
          just a text | the network file is a single value
          - a | the network file is a list
          {} {} | a second document starts here
          """)
  void textThatIsNoNetworkIsAFaultOfItsFirstLine(String text, String message) {
    assertThat(refused(text).faults())
        .allMatch(fault -> fault.line() == 1)
        .extracting(Fault::message)
        .contains(message);
  }

  @Test
  void onlyACommentIsAnEmptyFile() {
    assertThat(refused("# nothing yet\n").faults())
        .extracting(Fault::message)
        .containsExactly("the file is empty");
  }

  @Test
  void nestingWithoutEndIsAFaultRatherThanAnOverflow() {
    assertThat(refused("[".repeat(100_000)).faults()).hasSize(1);
    assertThat(refused("{\"a\":".repeat(100_000)).faults()).hasSize(1);
  }

  @Test
  void anAliasIsRefusedWhereverItStands() {
    assertThat(refused("network: &n name\nlayers: *n\ntopics: *n\npaths: [*n]\n").faults())
        .extracting(Fault::line)
        .containsExactly(2, 3, 4);
  }

  private static NetworkFileException refused(String text) {
    return catchThrowableOfType(
        NetworkFileException.class, () -> NetworkFile.parse("network", text));
  }
}
