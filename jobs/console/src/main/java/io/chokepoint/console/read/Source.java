package io.chokepoint.console.read;

/** Where results come from. */
public interface Source extends AutoCloseable {

  /** How things are there. */
  SourceState state();

  /** Reads no more. */
  @Override
  void close();
}
