/**
 * Recordings of topics: Avro container files, one a partition, and a manifest.
 *
 * <p>{@link io.chokepoint.datagen.recording.RecordingWriter} makes them and {@link
 * io.chokepoint.datagen.recording.RecordingReader} reads them, whoever stopped the writing and
 * when; see {@link io.chokepoint.datagen.recording.RecordingWriter} for what is promised.
 */
@NullMarked
package io.chokepoint.datagen.recording;

import org.jspecify.annotations.NullMarked;
