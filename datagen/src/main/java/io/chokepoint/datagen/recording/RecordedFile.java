package io.chokepoint.datagen.recording;

import java.util.SortedSet;

/**
 * What a recording has of one partition.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param name name of the file in the recording's folder
 * @param bytes how many bytes of the file count; what is behind them is torn
 * @param messages how many messages they hold
 * @param firstOffset offset of the first message; meaningless where there are none
 * @param nextOffset the least offset that the next message may have: one more than the last one's
 * @param firstTimeMillis the earliest event time, ms since 1970, or {@link RecordedMessage#NO_TIME}
 * @param lastTimeMillis the latest, likewise
 * @param fingerprints CRC-64-AVRO fingerprints of the schemas of the values, as 16 hexadecimal
 *     digits; values that are no Avro single objects have none
 * @param sha256 SHA-256 of those bytes, in hexadecimal digits
 */
public record RecordedFile(
    String topic,
    int partition,
    String name,
    long bytes,
    long messages,
    long firstOffset,
    long nextOffset,
    long firstTimeMillis,
    long lastTimeMillis,
    SortedSet<String> fingerprints,
    String sha256) {}
