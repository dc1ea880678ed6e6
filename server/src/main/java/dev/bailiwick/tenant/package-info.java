/** Tenants: who shares the server without seeing each other, the domain or port under which each is found, and how one goes. */
@NullMarked
package dev.bailiwick.tenant;

import org.jspecify.annotations.NullMarked;
