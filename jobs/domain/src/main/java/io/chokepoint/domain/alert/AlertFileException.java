package io.chokepoint.domain.alert;

import io.chokepoint.domain.network.document.Fault;
import io.chokepoint.domain.network.document.FaultyFileException;
import java.util.List;

/** An alert file that cannot be used, with all its faults. */
public final class AlertFileException extends FaultyFileException {

  private static final long serialVersionUID = 1L;

  AlertFileException(List<Fault> faults) {
    super("alert file", faults);
  }
}
