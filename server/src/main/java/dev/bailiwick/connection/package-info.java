/** Connections: where users come from. Users themselves are not known here; see {@link ConnectionUsers}. */
@NullMarked
package dev.bailiwick.connection;

import org.jspecify.annotations.NullMarked;
