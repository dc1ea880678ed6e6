/**
 * Pages for people, at the root of a tenant's domain. So far: where the links of tickets lead. Those of users say that nothing can be
 * done with them yet; those of connections tell the administrator of the server behind one what is to be entered there.
 */
@NullMarked
package dev.bailiwick.login;

import org.jspecify.annotations.NullMarked;
