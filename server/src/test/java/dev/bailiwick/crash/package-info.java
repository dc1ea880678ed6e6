/**
 * Crash safety, proved: writers keep a ledger of what they asked for and what was acknowledged, the server or its database
 * is killed under them, and after each restart what is there is compared with the ledger.
 */
@NullMarked
package dev.bailiwick.crash;

import org.jspecify.annotations.NullMarked;
