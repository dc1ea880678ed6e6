/**
 * Rules: scripts by which administrators have a say in logins, and the variables that these read. They are kept, and not run,
 * since nobody can log in yet.
 */
@NullMarked
package dev.bailiwick.rule;

import org.jspecify.annotations.NullMarked;
