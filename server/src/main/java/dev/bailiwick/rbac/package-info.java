/**
 * Groups, roles and permissions, and what a user may do by them: the model of the Authorization Extension, in the words of
 * NIST RBAC (INCITS 359). Decisions are computed in memory by {@link dev.bailiwick.rbac.PolicyEvaluator} and are never
 * stale: what they rest on is read behind the {@link dev.bailiwick.rbac.ReadBarrier}.
 */
@NullMarked
package dev.bailiwick.rbac;

import org.jspecify.annotations.NullMarked;
