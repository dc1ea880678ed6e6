/** Connections: where users come from. */
@NullMarked
package dev.bailiwick.connection;

import org.jspecify.annotations.NullMarked;
