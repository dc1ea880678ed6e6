/**
 * The language in which the lists of the APIs are searched: Lucene's grammar, as far as it can be answered, with its bounds and
 * refusals; and the lower case in which texts are compared. Which fields there are, and what a word means in one, is for each feature
 * to say.
 */
@NullMarked
package dev.bailiwick.search;

import org.jspecify.annotations.NullMarked;
