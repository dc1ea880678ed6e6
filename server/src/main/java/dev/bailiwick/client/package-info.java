/** Clients (RFC 6749 section 2) and client grants: which client may ask which resource server for which scopes. */
@NullMarked
package dev.bailiwick.client;

import org.jspecify.annotations.NullMarked;
