/** What a user does with Bailiwick, done by tests: through its commands and over HTTP, without any of its classes. */
@NullMarked
package dev.bailiwick.acceptance;

import org.jspecify.annotations.NullMarked;
