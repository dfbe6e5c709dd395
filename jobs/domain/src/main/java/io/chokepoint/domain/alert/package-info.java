/**
 * Who is told of an episode: the alert file with its receivers and routes, checked whole. It holds
 * references to secrets and never a secret.
 */
@NullMarked
package io.chokepoint.domain.alert;

import org.jspecify.annotations.NullMarked;
