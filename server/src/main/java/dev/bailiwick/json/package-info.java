/** JSON as the whole server reads and writes it: one strict reader, one writer. The only wrapper of Jackson below the edges. */
@NullMarked
package dev.bailiwick.json;

import org.jspecify.annotations.NullMarked;
