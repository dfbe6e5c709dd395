package io.chokepoint.datagen.imports.mapping;

import io.chokepoint.domain.network.document.Fault;
import io.chokepoint.domain.network.document.FaultyFileException;
import java.util.List;

/** A mapping file that cannot be used, with all its faults. */
public final class MappingFileException extends FaultyFileException {

  private static final long serialVersionUID = 1L;

  MappingFileException(List<Fault> faults) {
    super("mapping file", faults);
  }
}
