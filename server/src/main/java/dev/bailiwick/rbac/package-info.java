/**
 * Groups, roles and permissions, and what a user may do by them: the model of the Authorization Extension, in the words of
 * NIST RBAC (INCITS 359). Decisions are computed in memory by {@link dev.bailiwick.rbac.PolicyEvaluator} and are never
 * stale: what they rest on is read behind the {@link dev.bailiwick.rbac.ReadBarrier}.
 *
 * <p>Beside them, and apart from them, the tenant roles of Management API v2: which scopes of resource servers they hold, and
 * which users have them. Nothing decides by these yet; they are plain rows, read as they are.
 */
@NullMarked
package dev.bailiwick.rbac;

import org.jspecify.annotations.NullMarked;
