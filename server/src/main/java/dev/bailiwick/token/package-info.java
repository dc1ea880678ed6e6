/** Access tokens and the keys that sign them: issuing, verifying, publishing. */
@NullMarked
package dev.bailiwick.token;

import org.jspecify.annotations.NullMarked;
