/** Tenants: who shares the server without seeing each other, and the domain under which each is found. */
@NullMarked
package dev.bailiwick.tenant;

import org.jspecify.annotations.NullMarked;
