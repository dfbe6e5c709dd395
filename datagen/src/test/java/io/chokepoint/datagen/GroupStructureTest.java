package io.chokepoint.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RewardEvent;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupStructureTest {
  private static final List<SimulatedEvent> EVENTS =
      Streamed.events(Streamed.healthy(Duration.ofHours(2), 40));
  private static final List<ExecutionEvent> COMPLETED =
      Streamed.of(ExecutionEvent.class, EVENTS).stream()
          .filter(event -> event.getType() == ExecutionEventType.completed)
          .toList();
  private static final Map<String, RequestEvent> REQUESTS =
      Streamed.of(RequestEvent.class, EVENTS).stream()
          .collect(Collectors.toMap(RequestEvent::getRequestId, Function.identity()));

  @Test
  void aSettlementCoversAllExecutionsOfItsSessionAfterItsIdleTime() {
    Map<String, List<ExecutionEvent>> sessions =
        COMPLETED.stream().collect(Collectors.groupingBy(ExecutionEvent::getSessionId));
    Set<String> settled = new HashSet<>();

    assertThat(Streamed.of(SettlementEvent.class, EVENTS))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(settled.add(event.getSessionId())).isTrue();
              List<ExecutionEvent> executions = sessions.get(event.getSessionId());
              assertThat(executions).hasSize(event.getRequestCount());
              assertThat(executions)
                  .allSatisfy(
                      execution ->
                          assertThat(
                                  Duration.between(execution.getEventTime(), event.getEventTime()))
                              .isGreaterThan(Duration.ofSeconds(100)));
            });
  }

  @Test
  void sessionsHoldSeveralRequestsOfOneUser() {
    Map<String, List<RequestEvent>> sessions =
        REQUESTS.values().stream().collect(Collectors.groupingBy(RequestEvent::getSessionId));

    assertThat((double) REQUESTS.size() / sessions.size()).isBetween(3.0, 5.0);
    assertThat(sessions.values())
        .allSatisfy(
            requests ->
                assertThat(requests.stream().map(RequestEvent::getUserId).distinct()).hasSize(1));
  }

  @Test
  void aProofListsAtMostTwentyCompletedRequestsOfItsModeAndNoPrivateOne() {
    Set<String> completed =
        COMPLETED.stream().map(ExecutionEvent::getRequestId).collect(Collectors.toSet());
    Set<String> proven = new HashSet<>();

    assertThat(Streamed.of(ProofEvent.class, EVENTS))
        .isNotEmpty()
        .anySatisfy(event -> assertThat(event.getBatchSize()).isEqualTo(20))
        .allSatisfy(
            event -> {
              assertThat(event.getRequestIds()).hasSize(event.getBatchSize()).hasSizeBetween(1, 20);
              for (String id : event.getRequestIds()) {
                assertThat(proven.add(id)).isTrue();
                assertThat(completed).contains(id);
                RequestEvent request = Objects.requireNonNull(REQUESTS.get(id));
                assertThat(request.getSettlement()).isNotEqualTo(SettlementMode.private$);
                assertThat(request.getMode().name()).isEqualTo(event.getMode().name());
              }
            });
  }

  @Test
  void aQuietNetworkFlushesBatchesThatAreNotFull() {
    List<SimulatedEvent> quiet = Streamed.events(Streamed.healthy(Duration.ofHours(6), 1));

    assertThat(Streamed.of(ProofEvent.class, quiet))
        .hasSizeGreaterThan(20)
        .anySatisfy(event -> assertThat(event.getBatchSize()).isEqualTo(1));
  }

  @Test
  void aRewardNamesTheEpochOfItsNodeAndComesAfterIt() {
    Set<String> worked =
        COMPLETED.stream()
            .map(ExecutionEvent::getRewardGroup)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rewarded = new HashSet<>();

    assertThat(Streamed.of(RewardEvent.class, EVENTS))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(worked).contains(event.getRewardGroup());
              assertThat(rewarded.add(event.getRewardGroup())).isTrue();
              assertThat(event.getRewardGroup())
                  .isEqualTo(event.getNodeId() + ":" + event.getEpoch());
              assertThat(event.getEventTime().toEpochMilli())
                  .isGreaterThan((event.getEpoch() + 1) * Duration.ofMinutes(10).toMillis());
            });
    assertThat((double) rewarded.size()).isGreaterThan(0.95 * worked.size());
  }

  @Test
  void anExecutionNamesTheEpochInWhichItWasCompleted() {
    assertThat(COMPLETED)
        .allSatisfy(
            event ->
                assertThat(event.getRewardGroup())
                    .isEqualTo(
                        event.getNodeId()
                            + ":"
                            + event.getEventTime().toEpochMilli()
                                / Duration.ofMinutes(10).toMillis()));
  }

  @Test
  void usersComeBackInNewSessions() {
    Map<String, Set<String>> sessionsByUser =
        REQUESTS.values().stream()
            .collect(
                Collectors.groupingBy(
                    RequestEvent::getUserId,
                    Collectors.mapping(RequestEvent::getSessionId, Collectors.toSet())));

    assertThat(sessionsByUser.values()).anySatisfy(s -> assertThat(s).hasSizeGreaterThan(2));
  }
}
