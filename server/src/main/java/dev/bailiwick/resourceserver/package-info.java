/** Resource servers (RFC 6749 section 1.1): the APIs that tokens are for, with their identifiers and scopes. */
@NullMarked
package dev.bailiwick.resourceserver;

import org.jspecify.annotations.NullMarked;
