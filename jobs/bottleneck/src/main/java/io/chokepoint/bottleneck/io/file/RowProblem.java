package io.chokepoint.bottleneck.io.file;

import io.chokepoint.bottleneck.io.RejectReason;

/**
 * Why one row of a recorded file is refused while reading goes on.
 *
 * @param reason the reason under which it is counted
 * @param message what is wrong, in plain words, with the file and the row
 */
public record RowProblem(RejectReason reason, String message) {}
