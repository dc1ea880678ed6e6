/** What a tenant's administrators have set for the whole of it, in Auth0's members, kept as JSON. */
@NullMarked
package dev.bailiwick.tenantsettings;

import org.jspecify.annotations.NullMarked;
