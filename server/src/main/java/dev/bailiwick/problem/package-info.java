/**
 * What the server may refuse to do, said once and without HTTP. Features throw a {@link dev.bailiwick.problem.Problem};
 * each edge has its own words for it.
 */
@NullMarked
package dev.bailiwick.problem;

import org.jspecify.annotations.NullMarked;
