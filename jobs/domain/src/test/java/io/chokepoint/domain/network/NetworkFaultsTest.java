package io.chokepoint.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One slip in a sound file is one fault, at its line, with what to write instead. */
class NetworkFaultsTest {

  private static final String SOUND =
      """
      network: shop
      layers: [users, compute, payments]
      topics:
        in: {layer: users, time: at, lateness: 5s, idle: 1m}
        out: {layer: compute}
      paths:
        - name: request
          key: id
          anchor: once
          cohort: 1m
          value: {field: price, scale: 6}
          segments:
            - {name: app, at: asked, field: app_id, max_values: 10}
          stages:
            - {name: asked, layer: users, topic: in}
            - {name: done, layer: compute, topic: out, within: 5m, where: {type: [ok]}}
            - {name: paid, layer: payments, topic: out, within: 1h, group: {member: done, field: s}}
            - {name: rated, layer: users, topic: in, within: 1h, after: done}
        - {name: other, key: id, cohort: 1m, within: 1h, stages: [{name: a, layer: users, topic: in},
           {name: b, layer: users, topic: out}]}
      flywheel:
        - {from: users, to: payments, path: request, edge: [asked, paid]}
      """;

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # keys
          network: shop | netwrok: shop | 1 | the network file has no key 'netwrok' | did you mean 'network'?
          lateness: 5s | latenes: 5s | 4 | topic 'in' has no key 'latenes' | did you mean 'lateness'?
          anchor: once | colour: red | 9 | path 'request' has no key 'colour' | its keys are: name, key, anchor, cohort, within, value, segments, stages
          scale: 6 | scale: 6, coin: x | 11 | 'value' has no key 'coin' | its keys are: field, scale, unit, unit_digits
          max_values: 10 | maxvalues: 10 | 13 | segment 'app' has no key 'maxvalues' | did you mean 'max_values'?
          where: {type: [ok]} | wher: {type: [ok]} | 16 | stage 'done' has no key 'wher' | did you mean 'where'?
          member: done, | member: done, fields: x, | 17 | 'group' of stage 'paid' has no key 'fields' | did you mean 'field'?
          from: users, | from: users, frm: users, | 22 | this ring edge has no key 'frm' | did you mean 'from'?
          network: shop\\n | \\n | 2 | the network file has no 'network' | add 'network', such as network: my-network
          key: id\\n | \\n | 7 | path 'request' has no 'key' | add 'key', such as key: request_id
          name: rated, | `` | 18 | this stage has no 'name' | add 'name', such as name: executed
          layer: payments, topic: out, | topic: out, | 17 | stage 'paid' has no 'layer' | add 'layer', such as layer: compute
          cohort: 1m\\n | \\n | 7 | path 'request' has no 'cohort' | add 'cohort', such as cohort: 1m
          , scale: 6 | `` | 11 | 'value' has no 'scale' | add 'scale', such as scale: 6
          # kinds
          layers: [users, compute, payments] | layers: users | 2 | 'layers' of the network file is a single value | write a list, such as [first, second]
          out: {layer: compute} | out: compute | 5 | topic 'out' is a single value | write a map with the keys layer, time, lateness, idle, format
          time: at, | time: at, format: protobuf, | 4 | there is no format 'protobuf' | write one of avro, registry, json
          key: id\\n | key: [id]\\n | 8 | 'key' of path 'request' is a list | write a single value
          key: id\\n | key:\\n | 8 | 'key' of path 'request' is nothing | write a single value
          key: id\\n | key: ''\\n | 8 | 'key' of path 'request' is empty | write a name
          value: {field: price, scale: 6} | value: price | 11 | 'value' is a single value | write a map with the keys field, scale, unit, unit_digits
          where: {type: [ok]} | where: ok | 16 | 'where' of stage 'done' is a single value | write a map from a field to its values, such as {status: [COMPLETED]}
          where: {type: [ok]} | where: {} | 16 | 'where' of stage 'done' is empty | name a field and its values, or take it out
          type: [ok] | type: {is: ok} | 16 | 'type' in 'where' of stage 'done' is a map | write a single value
          type: [ok] | type: [[ok]] | 16 | a value of 'type' in 'where' of stage 'done' is a list | write a single value
          type: [ok] | type: | 16 | 'type' in 'where' of stage 'done' is nothing | write a single value
          type: [ok] | type: [] | 16 | 'type' in 'where' of stage 'done' has no values, so it never holds | list at least one value
          where: {type: [ok]} | fails: {reason: why} | 16 | 'fails' of stage 'done' has no 'where' | add 'where', such as where: {status: [FAILED]}
          # twice
          key: id\\n | key: id\\n    key: id\\n | 9 | 'key' is here a second time; the first is in line 8 | keep one of them, or give this one another name
          compute, payments] | compute, payments, users] | 2 | layer 'users' is declared twice | take one of the two out
          {layer: compute} | {layer: compute}\\n  in: {} | 6 | 'in' is here a second time; the first is in line 4 | keep one of them, or give this one another name
          name: other | name: request | 19 | there is another path 'request' | give each path its own name
          name: rated | name: paid | 18 | there is another stage 'paid' in this path | give each stage of a path its own name
          max_values: 10} | max_values: 10}\\n      - {name: app, at: done, field: b} | 14 | there is another segment 'app' | give each segment of a path its own name
          # units and numbers
          lateness: 5s | lateness: 5 | 4 | 'lateness' of topic 'in': '5' is not a duration | write a whole number and one of ms, s, m, h, d, such as 30s
          lateness: 5s | lateness: -5s | 4 | 'lateness' of topic 'in': '-5s' is not a duration | write a whole number and one of ms, s, m, h, d, such as 30s
          lateness: 5s | lateness: 99999999999999999999d | 4 | 'lateness' of topic 'in': '99999999999999999999d' is longer than the longest duration, 36500d | write a whole number and one of ms, s, m, h, d, such as 30s
          idle: 1m | idle: 0s | 4 | 'idle' of topic 'in' is zero | write a longer duration
          cohort: 1m\\n | cohort: 0m\\n | 10 | 'cohort' of path 'request' is zero | write a longer duration
          within: 5m | within: 0s | 16 | 'within' of stage 'done' is zero | write a longer duration
          within: 5m | within: 5 min | 16 | 'within' of stage 'done': '5 min' is not a duration | write a whole number and one of ms, s, m, h, d, such as 30s
          scale: 6 | scale: 19 | 11 | 'scale' of 'value' is '19' | write a whole number from -18 to 18
          scale: 6 | scale: -19 | 11 | 'scale' of 'value' is '-19' | write a whole number from -18 to 18
          scale: 6 | scale: 1.5 | 11 | 'scale' of 'value' is '1.5' | write a whole number from -18 to 18
          max_values: 10 | max_values: 0 | 13 | 'max_values' of segment 'app' is '0' | write a whole number of at least 1
          within: 5m | within: 5m, target: 0 | 16 | 'target' of stage 'done' is '0' | write a rate above 0 and up to 1, such as 0.95
          within: 5m | within: 5m, target: 1.01 | 16 | 'target' of stage 'done' is '1.01' | write a rate above 0 and up to 1, such as 0.95
          within: 5m | within: 5m, target: .nan | 16 | 'target' of stage 'done' is '.nan' | write a rate above 0 and up to 1, such as 0.95
          within: 5m | within: 5m, target: NaN | 16 | 'target' of stage 'done' is 'NaN' | write a rate above 0 and up to 1, such as 0.95
          within: 5m | within: 5m, target: most | 16 | 'target' of stage 'done' is 'most' | write a rate above 0 and up to 1, such as 0.95
          anchor: once | anchor: twice | 9 | there is no anchor 'twice' | write 'once' (one journey per key) or 'per-window' (one per key and cohort window)
          # stages
          after: done | after: don | 18 | stage 'rated' is after 'don', which does not exist | did you mean 'done'?
          after: done | after: elsewhere | 18 | stage 'rated' is after 'elsewhere', which does not exist | the other stages of this path are: asked, done, paid
          after: done | after: rated | 18 | stage 'rated' is after itself | name the stage that comes before it
          within: 5m, | within: 5m, after: rated, | 16 | the stages go in a circle: 'done' after 'rated' after 'done' | let every line of stages start at the entry 'asked'
          within: 5m, | `` | 16 | the step to stage 'done' has no horizon | add 'within' to the stage or to its path, such as within: 15m
          name: asked, | name: asked, skew: 1s, | 15 | the first stage is the entry, and 'skew' has no meaning there | take it out, or put the stage where the journey starts first
          name: asked, | name: asked, after: done, | 15 | the first stage is the entry, and 'after' has no meaning there | take it out, or put the stage where the journey starts first
          name: asked, | name: asked, when: {a: b}, | 15 | the first stage is the entry, and 'when' has no meaning there | take it out, or put the stage where the journey starts first
          name: asked, | name: asked, fails: {where: {a: b}}, | 15 | the first stage is the entry, and 'fails' has no meaning there | take it out, or put the stage where the journey starts first
          name: asked, | name: asked, target: 1, | 15 | the first stage is the entry, and 'target' has no meaning there | take it out, or put the stage where the journey starts first
          [{name: a, layer: users, topic: in},\\n     {name: b, layer: users, topic: out}] | [] | 19 | a path needs at least two stages, and 'other' has 0 | add the stages that demand passes, from the entry on
          ,\\n     {name: b, layer: users, topic: out}] | ] | 19 | a path needs at least two stages, and 'other' has 1 | add the stages that demand passes, from the entry on
          # names of other things
          layer: payments, topic | layer: paymnts, topic | 17 | layer 'paymnts' is not declared | did you mean 'payments'?
          in: {layer: users, | in: {layer: trust, | 4 | layer 'trust' is not declared | the declared ones are: users, compute, payments
          topic: out, within: 5m | topic: outt, within: 5m | 16 | topic 'outt' is not declared | did you mean 'out'?
          topic: out, within: 5m | topic: elsewhere, within: 5m | 16 | topic 'elsewhere' is not declared | add it under 'topics'
          {layer: compute} | {layer: compute}\\n  spare: {} | 6 | no stage reads topic 'spare' | add a stage with 'topic: spare', or take the topic out
          at: asked | at: ask | 13 | segment 'app' is bound at stage 'ask', which does not exist | the stages of this path are: asked, done, paid, rated
          at: asked | at: paid | 13 | segment 'app' is used before 'paid' binds it: no edge starts there | bind it at a stage that others come after
          # groups
          member: done, | member: dnoe, | 17 | the members of 'paid' are of stage 'dnoe', which does not exist | did you mean 'done'?
          member: done, | member: rated, | 17 | the members of 'paid' are of stage 'rated', which is not on the line before it | name one of: done, asked
          member: done, | member: paid, | 17 | the members of 'paid' are of stage 'paid', which is not on the line before it | name one of: done, asked
          , field: s} | } | 17 | 'group' of stage 'paid' does not say how it finds its members | add 'field' (both events carry it) or 'members' (the stage's event lists their keys)
          , field: s} | , field: s, members: m} | 17 | 'group' of stage 'paid' has both 'field' and 'members' | keep 'field' if member events carry the group's name, 'members' if the stage's event lists its members
          # ring
          to: payments | to: trust | 22 | the ring names layer 'trust', which does not exist | the layers are: users, compute, payments
          path: request | path: reqest | 22 | the ring names path 'reqest', which does not exist | did you mean 'request'?
          [asked, paid] | [asked, piad] | 22 | path 'request' has no stage 'piad' | did you mean 'paid'?
          [asked, paid] | [paid, asked] | 22 | there is no edge from 'paid' to 'asked' in path 'request' | 'asked' is the entry: name the stage where the edge ends second
          [asked, paid] | [rated, paid] | 22 | there is no edge from 'rated' to 'paid' in path 'request' | start it on the line to 'paid': asked, done
          [asked, paid] | [asked] | 22 | 'edge' has 1 stages | write two: where it starts and where it ends, such as [requested, paid]
          # YAML itself
          after: done | after: *it | 18 | '*it' is an alias, and a network file has none | write out here what stands at '&it'
          edge: [asked, paid]} | edge: [asked, paid]}\\n---\\nmore: true | 24 | a second document starts here | keep one network a file and put the other into its own file
          """)
  void oneSlipIsOneFault(String sound, String slip, int line, String message, String remedy) {
    String text = SOUND.replace(newLines(sound), newLines(slip));
    assertThat(text).isNotEqualTo(SOUND);

    NetworkFileException refused =
        catchThrowableOfType(NetworkFileException.class, () -> NetworkFile.parse("f", text));

    assertThat(refused).hasMessage("f:" + line + ": " + message + "; " + remedy);
  }

  private static String newLines(String text) {
    return text.replace("\\n", "\n");
  }
}
