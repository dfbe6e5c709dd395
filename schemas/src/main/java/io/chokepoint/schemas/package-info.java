/** The contracts of event and result topics: their schemas, their history and their wire format. */
@NullMarked
package io.chokepoint.schemas;

import org.jspecify.annotations.NullMarked;
