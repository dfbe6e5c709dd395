package io.chokepoint.cli;

import io.chokepoint.cli.submit.Profile;
import java.io.IOException;
import java.nio.file.Path;

/** Profiles as they are named on the command line. */
final class Profiles {
  private Profiles() {}

  static Profile find(String nameOrFile) throws PlainException {
    try {
      return Profile.find(Path.of(System.getProperty("chokepoint.home", ".")), nameOrFile);
    } catch (IOException e) {
      throw new PlainException("--profile: " + e.getMessage(), e);
    }
  }
}
