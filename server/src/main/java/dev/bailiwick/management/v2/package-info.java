/**
 * Management API v2 (Auth0's {@code /api/v2}): its routes, JSON shapes, validation words and refusals. The table of all published
 * operations is data; what is not built yet is refused as if nobody held the scopes for it.
 */
@NullMarked
package dev.bailiwick.management.v2;

import org.jspecify.annotations.NullMarked;
