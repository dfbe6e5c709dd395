@NullMarked
package io.chokepoint.console.view;

import org.jspecify.annotations.NullMarked;
