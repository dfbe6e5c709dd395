@org.jspecify.annotations.NullMarked
package io.chokepoint.notifier;
