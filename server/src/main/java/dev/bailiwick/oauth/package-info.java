/**
 * OAuth 2.0 as clients see it: the token endpoint, the keys, the metadata. The checks that every grant needs stand in
 * {@link dev.bailiwick.oauth.TokenEndpoint}, before any grant is asked; what is special to a grant stands in
 * {@code oauth.grant}.
 */
@NullMarked
package dev.bailiwick.oauth;

import org.jspecify.annotations.NullMarked;
