package io.chokepoint.bottleneck.io.avro;

/** How far into a record a program goes. */
enum Extent {
  /** To the last needed field; what is skipped on the way is not looked at. */
  NEEDED_FIELDS,
  /** Through every field, each read as if it were needed; so the record is known to be sound. */
  WHOLE_RECORD
}
