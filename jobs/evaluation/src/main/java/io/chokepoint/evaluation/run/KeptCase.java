package io.chokepoint.evaluation.run;

import io.chokepoint.datagen.EventSink;
import io.chokepoint.datagen.Simulation;
import io.chokepoint.datagen.recording.RecordingEventSink;
import io.chokepoint.datagen.scenario.TruthFile;
import io.chokepoint.evaluation.plan.EvaluationCase;
import java.io.IOException;
import java.nio.file.Path;

/** A case as files, to be looked at: the recording of its stream, and the truth beside it. */
public final class KeptCase {
  private KeptCase() {}

  /**
   * Writes a case.
   *
   * @param folder where to; it is made if it is not there
   * @return how many events there are
   * @throws IOException if they cannot be written; the message is meant for people
   */
  public static long write(EvaluationCase each, Path folder) throws IOException {
    Simulation simulation = new Simulation(each.network(), each.options());
    long events = 0;
    try (EventSink sink = new RecordingEventSink(folder, "evaluation " + each.name())) {
      while (simulation.hasNext()) {
        sink.write(simulation.next());
        events++;
      }
    }
    TruthFile.write(simulation.truth(), folder.resolve(TruthFile.NAME));
    return events;
  }
}
