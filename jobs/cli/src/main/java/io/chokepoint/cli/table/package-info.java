/** Conversion rows as tables: for people, for spreadsheets, and as files. */
@NullMarked
package io.chokepoint.cli.table;

import org.jspecify.annotations.NullMarked;
