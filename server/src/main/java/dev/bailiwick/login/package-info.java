/**
 * Pages for people, at the root of a tenant's domain. So far: where the links of tickets lead, which say that nothing can be
 * done with them yet.
 */
@NullMarked
package dev.bailiwick.login;

import org.jspecify.annotations.NullMarked;
