package io.chokepoint.console.read;

/** Results that are all there: nothing comes. */
public final class Recording implements Source {
  private final SourceState state;

  /**
   * A recording.
   *
   * @param name what people call it
   */
  public Recording(String name) {
    state = new SourceState(SourceState.Kind.RECORDING, System.currentTimeMillis(), name, null, 0);
  }

  @Override
  public SourceState state() {
    return state;
  }

  @Override
  public void close() {}
}
