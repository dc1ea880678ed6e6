/** Addresses of the Internet Protocol, as operators write them. */
@NullMarked
package dev.bailiwick.network;

import org.jspecify.annotations.NullMarked;
