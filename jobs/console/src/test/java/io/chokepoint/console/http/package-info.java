@NullMarked
package io.chokepoint.console.http;

import org.jspecify.annotations.NullMarked;
