/**
 * Users: their profiles, kept as they came and found by what is lifted out of them, their password hashes apart from that,
 * and how both come in by files. What users may do is not known here: membership in {@code rbac} needs no profile.
 */
@NullMarked
package dev.bailiwick.user;

import org.jspecify.annotations.NullMarked;
