/** What the operator's commands ask of a running server, on its own machine and with its own key. */
@NullMarked
package dev.bailiwick.operator;

import org.jspecify.annotations.NullMarked;
