package io.chokepoint.domain.network;

/** Something that stands at a place of the file; lines and columns count from 1. */
interface Located {
  int line();

  int column();
}
