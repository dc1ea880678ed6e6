/** The program's beginning. */
@NullMarked
package dev.bailiwick;

import org.jspecify.annotations.NullMarked;
