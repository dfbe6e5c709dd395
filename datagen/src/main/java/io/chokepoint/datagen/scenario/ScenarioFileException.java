package io.chokepoint.datagen.scenario;

import io.chokepoint.domain.network.document.Fault;
import io.chokepoint.domain.network.document.FaultyFileException;
import java.util.List;

/** A scenario file that cannot be used, with all its faults. */
public final class ScenarioFileException extends FaultyFileException {
  private static final long serialVersionUID = 1L;

  ScenarioFileException(List<Fault> faults) {
    super("scenario file", faults);
  }
}
