/**
 * What a tenant's administrators have set for the whole of it, in Auth0's members, kept as JSON: the settings of the tenant itself, and many
 * {@link dev.bailiwick.tenantsettings.Setting}s that are documents of their own.
 */
@NullMarked
package dev.bailiwick.tenantsettings;

import org.jspecify.annotations.NullMarked;
