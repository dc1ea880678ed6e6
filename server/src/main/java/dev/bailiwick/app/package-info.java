/** The composition root: settings, the data directory, what is wired to what, and the commands. Sees everything, seen by nobody. */
@NullMarked
package dev.bailiwick.app;

import org.jspecify.annotations.NullMarked;
