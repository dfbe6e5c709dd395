package io.chokepoint.domain.network;

import io.chokepoint.domain.network.document.Fault;
import io.chokepoint.domain.network.document.FaultyFileException;
import java.util.List;

/** A network file that cannot be used, with all its faults. */
public final class NetworkFileException extends FaultyFileException {

  private static final long serialVersionUID = 1L;

  NetworkFileException(List<Fault> faults) {
    super("network file", faults);
  }
}
