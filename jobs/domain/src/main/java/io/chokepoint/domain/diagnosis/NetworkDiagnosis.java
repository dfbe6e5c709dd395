package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.journey.Packing;
import io.chokepoint.domain.journey.PathPlan;
import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one network from evaluation to evaluation: which step is to blame, and what is to be told
 * of each trouble. What it says depends on its arguments and those of earlier evaluations alone.
 *
 * <p>The critical step is the alarmed one that costs most for certain, unless another explains it;
 * {@link Influence} says what explains what. A silent topic is an episode of its own; the alarms of
 * steps that need it and were found after it fell silent are not told, and those already told are
 * no longer accused, until it speaks.
 */
public final class NetworkDiagnosis {
  private static final int FORMAT = 2;

  /** The form in which episodes had no causes. */
  private static final int WITHOUT_CAUSES = 1;

  private final Network network;
  private final DetectionOptions options;
  private final PathPlan[] plans;
  private final Influence influence;
  private final EpisodeSentences sentences;
  private final EpisodeBook book;

  /** The first evaluation, from which on the steps learn. */
  private @Nullable Long started;

  /** Makes the diagnosis of a network of which nothing is known. */
  public NetworkDiagnosis(Network network, DetectionOptions options) {
    this.network = network;
    this.options = options;
    plans = PathPlan.allOf(network);
    influence = new Influence(network);
    sentences = new EpisodeSentences(network);
    book = new EpisodeBook(network);
  }

  /**
   * What an evaluation found.
   *
   * @param diagnosis how the network stands
   * @param changes the episodes of which there is something new to tell: of silent topics, then of
   *     steps, in the order of the network
   */
  public record Findings(Diagnosis diagnosis, List<Episode> changes) {

    /** Copies the list. */
    public Findings {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Diagnoses the network.
   *
   * @param evaluation event time, in ms; later than at the last call
   * @param statuses the latest status of each step, in any order; steps without one are unknown
   * @param chronic the step that limits the network, or null
   */
  public Findings evaluate(
      long evaluation, Collection<EdgeStatus> statuses, @Nullable ChronicBottleneck chronic) {
    if (started == null) {
      started = evaluation;
    }
    List<EdgeStatus> inOrder =
        statuses.stream()
            .sorted(Comparator.comparingInt(EdgeStatus::path).thenComparingInt(EdgeStatus::edge))
            .toList();
    StepRates rates = new StepRates(network, inOrder);
    Silences silences = new Silences(network, plans, inOrder, rates);
    Trial trial =
        new Trial(
            evaluation,
            options,
            book,
            sentences,
            silences,
            new Accusations(network, options, influence, rates, silences, evaluation));
    trial.accuse(inOrder, influence);
    List<Episode> changes = trial.tell(inOrder);
    Suspect headline = trial.headline();
    Accusation acute = trial.of(headline);
    Diagnosis.State state = state(acute, chronic, inOrder);
    return new Findings(
        new Diagnosis(
            network.name(),
            evaluation,
            state,
            acute,
            trial.beside(headline),
            chronic,
            RingIndex.of(network, rates),
            FlowSplit.of(network, rates),
            state == Diagnosis.State.LEARNING
                ? Sentences.learning(options, started, evaluation)
                : Sentences.verdict(
                    headline == null || acute == null
                        ? null
                        : sentences.trouble(acute, evaluation, headline.isTotal()),
                    isSameStep(acute, chronic) ? null : chronic,
                    learning(inOrder))),
        changes);
  }

  private static Diagnosis.State state(
      @Nullable Accusation acute, @Nullable ChronicBottleneck chronic, List<EdgeStatus> statuses) {
    if (acute != null || chronic != null) {
      return Diagnosis.State.BOTTLENECK;
    }
    return statuses.stream().allMatch(status -> status.phase() == EdgeStatus.Phase.LEARNING)
        ? Diagnosis.State.LEARNING
        : Diagnosis.State.FLOWING;
  }

  private static boolean isSameStep(
      @Nullable Accusation acute, @Nullable ChronicBottleneck chronic) {
    return acute != null
        && chronic != null
        && acute.path().equals(chronic.path())
        && acute.to().name().equals(chronic.to().name());
  }

  /** The names of the steps that cannot be judged yet. */
  private List<String> learning(List<EdgeStatus> statuses) {
    return statuses.stream()
        .filter(status -> status.phase() == EdgeStatus.Phase.LEARNING)
        .map(
            status -> {
              Path path = network.paths().get(status.path());
              return path.name() + "/" + path.stages().get(StepRates.stageOf(status)).name();
            })
        .toList();
  }

  /** Packs what it must remember, for the state; bounded by the number of steps and topics. */
  public byte[] pack() {
    Packing.Writer writer = new Packing.Writer();
    writer.unsigned(FORMAT);
    AccusationPacking.optional(writer, started, writer::signed);
    book.pack(writer);
    return writer.toBytes();
  }

  /**
   * Unpacks what {@link #pack} made of the same network.
   *
   * @throws IllegalArgumentException where it is of a form that this version does not know
   */
  public static NetworkDiagnosis unpack(Network network, DetectionOptions options, byte[] packed) {
    Packing.Reader reader = new Packing.Reader();
    reader.reset(packed);
    int format = reader.count();
    if (format != FORMAT && format != WITHOUT_CAUSES) {
      throw new IllegalArgumentException("packed diagnosis of unknown form " + format);
    }
    NetworkDiagnosis diagnosis = new NetworkDiagnosis(network, options);
    diagnosis.started = AccusationPacking.optional(reader, reader::signed);
    diagnosis.book.unpack(reader, format != WITHOUT_CAUSES);
    return diagnosis;
  }
}
