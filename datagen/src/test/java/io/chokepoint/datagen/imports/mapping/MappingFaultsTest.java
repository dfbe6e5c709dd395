package io.chokepoint.datagen.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFaultsTest {

  private static final Network SHOP =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics:
            orders: {time: at}
            payments: {time: at}
          paths:
            - name: order
              key: order_id
              cohort: 1h
              within: 1d
              segments: [{name: country, at: ordered, field: country}]
              stages:
                - {name: ordered, layer: users, topic: orders}
                - name: paid
                  layer: payments
                  topic: payments
                  where: {status: SETTLED}
                  fails: {where: {status: FAILED}, reason: error}
          """);

  private static final String SOUND =
      """
      format: csv
      charset: windows-1252
      csv: {separator: ";", quote: "'"}
      time: {format: dd.MM.yyyy HH:mm, zone: Europe/Berlin, ambiguous: later, locale: de}
      fields:
        order_id: Order No
      events:
        - topic: orders
          when: {Step: [placed, imported], Test: {not: "yes"}}
          time: [Day, Hour]
          fields:
            country: {from: Land, default: unknown}
        - topic: payments
          when: {Paid: {is: present}}
          time: {from: Paid}
          files: pay*.csv
          fields:
            status: {from: State, map: {ok: SETTLED, bad: FAILED}, unmapped: reject}
            tags: {from: Tags, split: ","}
            shop: {const: web}
            order_id: {from: [Shop, Order No], join: "-"}
      ignore:
        - {Step: ping}
      """;

  @Test
  void aSoundMappingHasNoFault() {
    Mapping mapping = MappingFile.parse("m.yaml", SOUND, SHOP);
    assertThat(mapping.rules()).extracting(EventRule::topic).containsExactly("orders", "payments");
    assertThat(mapping.rules().get(0).keys()).containsExactly("order_id");
    assertThat(mapping.rules().get(0).time().from()).containsExactly("Day", "Hour");
    assertThat(mapping.rules().get(1).fields().get("order_id"))
        .extracting(FieldSource::from, FieldSource::join)
        .containsExactly(List.of("Shop", "Order No"), "-");
    assertThat(mapping.lines()).containsEntry("Order No", 6).containsEntry("Paid", 14);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          format: csv       | format: csw         | 1  | there is no format 'csw' | did you mean 'csv'?
          windows-1252      | windoes-1252        | 2  | there is no charset 'windoes-1252' | did you mean 'windows-1252'?
          separator: ";"    | separator: ";;"     | 3  | 'separator' of 'csv' is no single character | write one in double quotes
          quote: "'"        | quote: ";"          | 3  | 'separator' and 'quote' of 'csv' are the same | change one of them
          separator:        | separater:          | 3  | 'csv' has no key 'separater' | did you mean 'separator'?
          HH:mm             | hh:mm               | 4  | gives no time of day | write hours as HH
          dd.MM.yyyy HH:mm  | epoch_ms            | 4  | 'epoch_ms' is no pattern of times | did you mean 'epoch-ms'?
          Europe/Berlin     | Europe/Berlim       | 4  | there is no zone 'Europe/Berlim' | did you mean 'Europe/Berlin'?
          zone: Europe/Berlin, | ``               | 4  | have no offset from UTC | add 'zone'
          later             | latter              | 4  | 'ambiguous' of 'time' is 'latter' | did you mean 'later'?
          locale: de        | locale: deutsch     | 4  | there is no language 'deutsch' | a language of two letters
          topic: orders     | topic: order        | 8  | the network has no topic 'order' | did you mean 'orders'?
          topic: orders     | topik: orders       | 8  | this rule has no key 'topik' | did you mean 'topic'?
          when: {Step: [placed | when: {Step: [[placed] | 9 | is a list | write a single value
          Test: {not: "yes"} | Test: {is: missing} | 9 | is 'missing' | it can be: present, absent
          time: [Day, Hour] | ``                  | 8  | the rule for 'orders' does not say where its event time stands | add 'time'
          country: {from: Land, default | contry: {from: Land, default | 12 | no stage of 'orders' reads a field 'contry' | did you mean 'country'?
          country: {from: Land, default | at: {from: Land, default | 12 | field 'at' is the event time of 'orders' | set it with 'time'
          country: {from: Land, default | my country: {from: Land, default | 12 | a recording cannot hold a field 'my country' | use letters
          {from: Land, default: unknown} | {default: unknown} | 12 | field 'country' has no 'from' | add 'from'
          {from: Land, default: unknown} | {from: Land, const: DE} | 12 | field 'country' has 'const' and 'from' | keep one of the two
          ok: SETTLED, bad: FAILED | ok: DONE | 13 | events of this rule could be of no stage of 'payments' | stage 'paid' needs status with SETTLED
          pay*.csv          | "pay[.csv"          | 16 | 'pay[.csv' is no pattern of file names | write one such as
          unmapped: reject  | unmapped: rejct     | 18 | 'unmapped' of field 'status' is 'rejct' | did you mean 'reject'?
          split: ","        | decimal: "x"        | 19 | 'decimal' of field 'tags' is 'x' | write what stands before decimals
          split: ","        | split: ""           | 19 | 'split' of field 'tags' is empty | write what separates
          , join: "-"       | ``                  | 21 | field 'order_id' comes from 2 columns | say with 'join'
          ignore:           | ignored:            | 22 | the mapping file has no key 'ignored' | did you mean 'ignore'?
          - {Step: ping}    | Step: ping          | 23 | 'ignore' of the mapping file is a map | write a list
          """)
  void aFaultHasItsLineAndARemedy(
      String there, String instead, int line, String message, String remedy) {
    assertThat(SOUND).contains(there);
    MappingFileException thrown = faulty(SOUND.replaceFirst(quote(there), instead));
    assertThat(thrown.faults())
        .anySatisfy(
            fault -> {
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.message()).contains(message);
              assertThat(fault.remedy()).contains(remedy);
            });
    assertThat(thrown.faults()).hasSize(1);
  }

  @Test
  void allFaultsAreNamedAtOnceInTheOrderOfTheFile() {
    MappingFileException thrown =
        faulty(
            SOUND
                .replace("format: csv", "format: csw")
                .replace("topic: payments", "topic: paiments")
                .replace("country:", "contry:"));
    assertThat(thrown.getMessage().lines())
        .containsExactly(
            "m.yaml:1: there is no format 'csw'; did you mean 'csv'?",
            "m.yaml:12: no stage of 'orders' reads a field 'contry'; did you mean 'country'?",
            "m.yaml:13: the network has no topic 'paiments'; did you mean 'payments'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``               | the file is empty
          events: []       | the mapping has no events
          time: at         | the mapping file has no 'events'
          events: {a: b}   | 'events' of the mapping file is a map
          events: [        | this is not well-formed
          - a              | the mapping file is a list
          """)
  void aFileThatIsNoMappingIsRefused(String text, String message) {
    assertThat(faulty(text)).hasMessageContaining(message);
  }

  @Test
  void aDamagedFileIsRefusedWithPlacesOrStillSound() {
    long seed = 20260101;
    Random random = new Random(seed);
    String telling = "{}[]:,-#&*!|>'\" \n\t";
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder(SOUND);
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        int at = random.nextInt(text.length());
        if (random.nextInt(3) == 0) {
          text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
        } else {
          text.setCharAt(at, telling.charAt(random.nextInt(telling.length())));
        }
      }
      try {
        assertThat(MappingFile.parse("m.yaml", text.toString(), SHOP).rules()).isNotEmpty();
      } catch (MappingFileException refused) {
        assertThat(refused.faults()).isNotEmpty();
      } catch (RuntimeException unexpected) {
        fail("damage " + i + " of seed " + seed + ":\n" + text, unexpected);
      }
    }
  }

  @Test
  void aRuleWithoutTheKeyIsOfNoUse() {
    assertThat(faulty("{time: Day, events: [{topic: orders, fields: {country: Land}}]}"))
        .hasMessageContaining(
            "m.yaml:1: events of this rule could be of no stage of 'orders';"
                + " add to its 'fields' what one needs: stage 'ordered' needs order_id");
  }

  private static MappingFileException faulty(String text) {
    return catchThrowableOfType(
        MappingFileException.class, () -> MappingFile.parse("m.yaml", text, SHOP));
  }

  private static String quote(String literal) {
    return java.util.regex.Pattern.quote(literal);
  }
}
