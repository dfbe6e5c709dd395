package io.chokepoint.datagen.imports;

import io.chokepoint.datagen.imports.mapping.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * A row that was not placed, or not by one of its rules.
 *
 * @param file name of the log
 * @param row number of the row, from 1
 * @param line line of the log at which it begins, from 1
 * @param reason why
 * @param topic the topic of the rule that failed, or null where none was tried
 * @param message what is wrong, in plain words
 * @param text the row as it is in the log
 */
public record Rejection(
    String file,
    long row,
    long line,
    RejectReason reason,
    @Nullable String topic,
    String message,
    String text) {}
