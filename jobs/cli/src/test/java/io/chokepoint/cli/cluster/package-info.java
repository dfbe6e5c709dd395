@NullMarked
package io.chokepoint.cli.cluster;

import org.jspecify.annotations.NullMarked;
