package io.chokepoint.schemas;

import io.chokepoint.events.AcceptanceEvent;
import io.chokepoint.events.AcceptanceEventType;
import io.chokepoint.events.ApplicationCatalogEvent;
import io.chokepoint.events.ApplicationCatalogEventType;
import io.chokepoint.events.ExecutionEvent;
import io.chokepoint.events.ExecutionEventType;
import io.chokepoint.events.GatewayEvent;
import io.chokepoint.events.GatewayEventType;
import io.chokepoint.events.InferenceMode;
import io.chokepoint.events.ModelCatalogEvent;
import io.chokepoint.events.ModelCatalogEventType;
import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.NodeEventType;
import io.chokepoint.events.ProofEvent;
import io.chokepoint.events.ProofEventType;
import io.chokepoint.events.ProofMode;
import io.chokepoint.events.RequestEvent;
import io.chokepoint.events.RequestEventType;
import io.chokepoint.events.RewardEvent;
import io.chokepoint.events.RewardEventType;
import io.chokepoint.events.RoutingEvent;
import io.chokepoint.events.RoutingEventType;
import io.chokepoint.events.SettlementEvent;
import io.chokepoint.events.SettlementEventType;
import io.chokepoint.events.SettlementMode;
import io.chokepoint.results.AcuteBottleneck;
import io.chokepoint.results.Alert;
import io.chokepoint.results.AlertKind;
import io.chokepoint.results.AlertRole;
import io.chokepoint.results.AlertSeverity;
import io.chokepoint.results.AlertState;
import io.chokepoint.results.ConversionEdge;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.ConversionStatus;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.results.FlowSplit;
import io.chokepoint.results.ImpactedStage;
import io.chokepoint.results.LateRecord;
import io.chokepoint.results.NamedSegment;
import io.chokepoint.results.RateMix;
import io.chokepoint.results.ReasonShare;
import io.chokepoint.results.RejectReason;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.RingEdgeState;
import io.chokepoint.results.StageShare;
import io.chokepoint.results.UndeliveredAlert;
import io.chokepoint.results.UndeliveredReason;
import io.chokepoint.results.Verdict;
import io.chokepoint.results.VerdictKind;
import io.chokepoint.results.VerdictState;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * The types that Avro may load by the names that schemas give. Avro refuses to load any class that
 * is not on its list of trusted ones, because a schema from elsewhere could name any class of the
 * JVM; the list gets exactly the generated types and keeps what others put on it.
 */
final class TrustedTypes {
  // Class literals: naming a type here does not initialise it, so that a record being initialised
  // may call trust().
  static final List<Class<?>> ALL =
      List.of(
          NodeEvent.class,
          NodeEventType.class,
          ModelCatalogEvent.class,
          ModelCatalogEventType.class,
          ApplicationCatalogEvent.class,
          ApplicationCatalogEventType.class,
          RequestEvent.class,
          RequestEventType.class,
          SettlementMode.class,
          InferenceMode.class,
          GatewayEvent.class,
          GatewayEventType.class,
          RoutingEvent.class,
          RoutingEventType.class,
          ExecutionEvent.class,
          ExecutionEventType.class,
          SettlementEvent.class,
          SettlementEventType.class,
          RewardEvent.class,
          RewardEventType.class,
          ProofEvent.class,
          ProofEventType.class,
          ProofMode.class,
          AcceptanceEvent.class,
          AcceptanceEventType.class,
          ConversionRow.class,
          ConversionEdge.class,
          ConversionStatus.class,
          Verdict.class,
          VerdictKind.class,
          VerdictState.class,
          AcuteBottleneck.class,
          NamedSegment.class,
          ReasonShare.class,
          RateMix.class,
          ImpactedStage.class,
          RingEdgeState.class,
          FlowSplit.class,
          StageShare.class,
          Alert.class,
          AlertKind.class,
          AlertState.class,
          AlertSeverity.class,
          AlertRole.class,
          RejectedRecord.class,
          RejectReason.class,
          UndeliveredAlert.class,
          UndeliveredReason.class,
          LateRecord.class,
          DroppedJourney.class);

  private TrustedTypes() {}

  /** Adds the generated types to those that Avro trusts in this JVM; calling it again is free. */
  static synchronized void trust() {
    ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
    if (ALL.stream().allMatch(trusted::isTrusted)) {
      return;
    }
    // Avro's own builder keeps names only, so that an Avro shared by several class loaders does not
    // hold on to ours.
    ClassSecurityValidator.Builder ours = ClassSecurityValidator.builder();
    ALL.forEach(ours::add);
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(trusted, ours.build()));
  }
}
