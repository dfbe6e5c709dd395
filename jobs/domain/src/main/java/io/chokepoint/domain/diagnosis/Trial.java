package io.chokepoint.domain.diagnosis;

import io.chokepoint.domain.detection.DetectionOptions;
import io.chokepoint.domain.detection.EdgeStatus;
import io.chokepoint.domain.diagnosis.Accusation.Role;
import io.chokepoint.domain.diagnosis.Accusation.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is accused at one evaluation, and what is to be told of it. */
final class Trial {
  private final long evaluation;
  private final DetectionOptions options;
  private final EpisodeBook book;
  private final EpisodeSentences sentences;
  private final Silences silences;
  private final Accusations accusations;

  /** The costliest critical one first, each with those that it explains behind it. */
  private final Map<Suspect, Accusation> accused = new LinkedHashMap<>();

  Trial(
      long evaluation,
      DetectionOptions options,
      EpisodeBook book,
      EpisodeSentences sentences,
      Silences silences,
      Accusations accusations) {
    this.evaluation = evaluation;
    this.options = options;
    this.book = book;
    this.sentences = sentences;
    this.silences = silences;
    this.accusations = accusations;
  }

  /** Accuses the steps in alarm and the silent topics. */
  void accuse(List<EdgeStatus> statuses, Influence influence) {
    List<Suspect> suspects = new ArrayList<>(silences.suspects());
    List<Suspect> hidden = new ArrayList<>();
    for (EdgeStatus status : statuses) {
      EdgeStatus.Trouble trouble = status.trouble();
      if (trouble != null && !isOver(trouble)) {
        Suspect suspect = accusations.suspect(status, trouble);
        if (!silences.hide(status, trouble)) {
          suspects.add(suspect);
        } else if (book.isOpen(EpisodeBook.keyOf(suspect), trouble.openedAt())) {
          hidden.add(suspect);
        }
      }
    }
    Suspect critical = null;
    for (Accused one : Accused.of(suspects, influence)) {
      // Each critical one stands before those that it explains.
      critical = one.role() == Role.CRITICAL ? one.suspect() : critical;
      accuse(one.suspect(), one.role(), one.effects(), critical);
    }
    for (Suspect suspect : hidden) {
      accuse(suspect, Role.IMPACTED, List.of(), null);
    }
  }

  private void accuse(
      Suspect suspect, Role role, List<Suspect> effects, @Nullable Suspect critical) {
    accused.put(suspect, accusations.accuse(suspect, role, effects, critical, book.soFar(suspect)));
  }

  private boolean isOver(EdgeStatus.Trouble trouble) {
    return trouble.recovering() >= options.recoveredEvaluations();
  }

  /** What is new of each episode: of silent topics, then of the steps in the order given. */
  List<Episode> tell(List<EdgeStatus> statuses) {
    List<Episode> changes = new ArrayList<>();
    for (int topic : book.silentTopics()) {
      if (silences.suspects().stream().noneMatch(silent -> silent.topic() == topic)) {
        changes.addAll(book.right(topic, evaluation, words(null)));
      }
    }
    accused.keySet().stream()
        .filter(Suspect::isSilence)
        .sorted(Comparator.comparingInt(Suspect::topic))
        .forEach(silent -> changes.addAll(wrong(silent)));
    for (EdgeStatus status : statuses) {
      changes.addAll(tell(status));
    }
    return changes;
  }

  private List<Episode> tell(EdgeStatus status) {
    EdgeStatus.Trouble trouble = status.trouble();
    long key = EpisodeBook.keyOf(status.path(), StepRates.stageOf(status));
    if (trouble != null && !isOver(trouble)) {
      for (Suspect suspect : accused.keySet()) {
        if (!suspect.isSilence() && EpisodeBook.keyOf(suspect) == key) {
          return wrong(suspect);
        }
      }
      return List.of();
    }
    Accusation last = trouble == null ? null : book.of(key, trouble.openedAt());
    if (trouble != null && last != null) {
      Accusation after = accusations.afterwards(accusations.suspect(status, trouble), last);
      return book.right(key, trouble.openedAt(), after, evaluation, words(null));
    }
    // Of a step whose topic is silent nothing is known, so its episode goes on.
    return silences.concern(status) ? List.of() : book.right(key, evaluation, words(null));
  }

  private List<Episode> wrong(Suspect suspect) {
    Accusation accusation = accused.get(suspect);
    return accusation == null
        ? List.of()
        : book.wrong(
            EpisodeBook.keyOf(suspect),
            suspect.troubleAt(),
            accusation,
            evaluation,
            words(suspect));
  }

  private EpisodeBook.Words words(@Nullable Suspect suspect) {
    return (change, accusation) ->
        switch (change) {
          case OPENED, UPDATED ->
              sentences.trouble(accusation, evaluation, suspect != null && suspect.isTotal());
          case RESOLVED -> sentences.resolved(accusation, evaluation);
          case AMENDED -> sentences.amended(accusation, evaluation);
        };
  }

  /** The costliest page; else a silent topic, since nobody knows what it hides; else the rest. */
  @Nullable Suspect headline() {
    Suspect silent = null;
    Suspect ticket = null;
    for (Map.Entry<Suspect, Accusation> one : accused.entrySet()) {
      Suspect suspect = one.getKey();
      if (one.getValue().role() == Role.CRITICAL) {
        if (suspect.isSilence()) {
          silent = silent == null ? suspect : silent;
        } else if (one.getValue().severity() == Severity.PAGE) {
          return suspect;
        } else if (ticket == null) {
          ticket = suspect;
        }
      }
    }
    return silent == null ? ticket : silent;
  }

  @Nullable Accusation of(@Nullable Suspect suspect) {
    return suspect == null ? null : accused.get(suspect);
  }

  /** All others, critical before impacted. */
  List<Accusation> beside(@Nullable Suspect headline) {
    List<Accusation> others = new ArrayList<>();
    for (Role role : Role.values()) {
      accused.forEach(
          (suspect, accusation) -> {
            if (!suspect.equals(headline) && accusation.role() == role) {
              others.add(accusation);
            }
          });
    }
    return others;
  }
}
