/** API keys: by which programs ask for a tenant's policy decisions without a token of their own. */
@NullMarked
package dev.bailiwick.apikey;

import org.jspecify.annotations.NullMarked;
