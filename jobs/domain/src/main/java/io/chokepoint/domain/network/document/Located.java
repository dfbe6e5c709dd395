package io.chokepoint.domain.network.document;

/** Something that stands at a place of the file; lines and columns count from 1. */
public interface Located {
  /** The line, from 1. */
  int line();

  /** The column, from 1. */
  int column();
}
