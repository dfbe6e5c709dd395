package io.chokepoint.domain.network;

import java.io.Serializable;

/**
 * An edge of the flywheel: how demand passes from one layer to the next.
 *
 * @param from the layer it leaves
 * @param to the layer it reaches
 * @param path name of the path on which it is measured
 * @param fromStage name of the stage at which it starts
 * @param toStage name of the stage at which it ends, on the line of {@code fromStage}
 */
public record RingEdge(String from, String to, String path, String fromStage, String toStage)
    implements Serializable {}
