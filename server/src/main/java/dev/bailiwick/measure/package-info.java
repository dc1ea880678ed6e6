/** Plain numbers about what the server does, counted where it happens and read by whoever watches. */
@NullMarked
package dev.bailiwick.measure;

import org.jspecify.annotations.NullMarked;
