/** Addresses: of the Internet Protocol, as operators write them, and on the web. */
@NullMarked
package dev.bailiwick.network;

import org.jspecify.annotations.NullMarked;
