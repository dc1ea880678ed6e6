/**
 * Work that goes on in the background of a tenant: users are brought in or written out, messages sent. A job is rows, its content
 * too, so that every node can tell of it, and go on with it where another has ended.
 */
@NullMarked
package dev.bailiwick.job;

import org.jspecify.annotations.NullMarked;
