/**
 * The Authorization Extension API: groups, roles, permissions and policy decisions, in the words of the original. "Application"
 * is its name for a client.
 */
@NullMarked
package dev.bailiwick.extension;

import org.jspecify.annotations.NullMarked;
