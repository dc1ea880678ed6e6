/** The grants: what each grant type asks for beyond an authenticated client, and what it issues. */
@NullMarked
package dev.bailiwick.oauth.grant;

import org.jspecify.annotations.NullMarked;
