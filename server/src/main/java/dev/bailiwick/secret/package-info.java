/** Secrets: a type that hides them, a box that encrypts them at rest, and the random text that they are made of. */
@NullMarked
package dev.bailiwick.secret;

import org.jspecify.annotations.NullMarked;
