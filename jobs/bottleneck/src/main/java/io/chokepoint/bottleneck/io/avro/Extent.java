package io.chokepoint.bottleneck.io.avro;

/** How far into a record a program goes, and what it looks at on the way. */
enum Extent {
  /**
   * To the last needed field. What is skipped is not looked at, and a block of items that gives its
   * size is jumped over.
   */
  NEEDED_FIELDS,
  /**
   * To the last needed field, item by item: a record that was read whole before may still give
   * wrong sizes.
   */
  NEEDED_FIELDS_WALKED,
  /** Through every field, each read as if it were needed; so the record is known to be sound. */
  WHOLE_RECORD
}
