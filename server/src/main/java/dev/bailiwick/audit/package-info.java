/**
 * The log of each tenant. Every change leaves in its own transaction who made it and what it was ({@code AuditLog}); tokens that were
 * issued and refused are noted beside the request, many at a time ({@code TokenEvents}). The rest reads it: the search of the management
 * APIs ({@code Logs}), the operator's ({@code AuditTrail}), numbers by day ({@code Statistics}). {@code Retention} gives entries an end.
 */
@NullMarked
package dev.bailiwick.audit;

import org.jspecify.annotations.NullMarked;
