/**
 * Reading YAML or JSON that a person wrote: every piece knows its place, and all faults of a file
 * are reported at once, each with what to write instead.
 */
@NullMarked
package io.chokepoint.domain.network.document;

import org.jspecify.annotations.NullMarked;
