/**
 * Users: their profiles, kept as they came and found by what is lifted out of them, their accounts and password hashes apart from
 * that, and how they are made, changed and removed one by one or come in by files. What users may do is not known here: membership in {@code rbac} needs no profile.
 */
@NullMarked
package dev.bailiwick.user;

import org.jspecify.annotations.NullMarked;
