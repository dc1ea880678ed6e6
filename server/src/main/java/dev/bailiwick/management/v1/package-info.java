/**
 * Management API v1, the one of 2013, at {@code /api}: its routes, its flat refusals, and its patience with old clients, which
 * write paths in any case, put the token into the query, and take any status but 400 for success when they change something.
 * {@link dev.bailiwick.management.v1.ManagementV1Api} is all that is seen of it.
 */
@NullMarked
package dev.bailiwick.management.v1;

import org.jspecify.annotations.NullMarked;
