@org.jspecify.annotations.NullMarked
package io.chokepoint.cli.notify;
