/** The audit log: for every change who made it and what it was, written in the change's own transaction. */
@NullMarked
package dev.bailiwick.audit;

import org.jspecify.annotations.NullMarked;
