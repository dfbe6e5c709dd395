package io.chokepoint.domain.network;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Fan-in: one event of the stage stands for all its members. Exactly one of the two fields is set.
 *
 * @param member name of the stage whose events are the members
 * @param field the field by which member events and the stage's event name the same group, or null
 * @param members the field of the stage's event that lists the members' correlation keys, or null
 */
public record Group(String member, @Nullable String field, @Nullable String members)
    implements Serializable {}
