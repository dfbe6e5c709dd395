@org.jspecify.annotations.NullMarked
package io.chokepoint.domain.alert;
