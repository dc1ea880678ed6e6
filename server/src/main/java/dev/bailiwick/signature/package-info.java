/** Signatures and the key pairs for them: by whose code they are computed, and a stock of pairs that are made ahead. */
@NullMarked
package dev.bailiwick.signature;

import org.jspecify.annotations.NullMarked;
