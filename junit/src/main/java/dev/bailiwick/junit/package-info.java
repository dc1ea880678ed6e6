/**
 * Bailiwick for tests with JUnit: a server that runs as long as the tests do, and a tenant for each of them. Needs nothing but
 * JUnit's own API, 5.13 or newer, and the JDK.
 */
@NullMarked
package dev.bailiwick.junit;

import org.jspecify.annotations.NullMarked;
