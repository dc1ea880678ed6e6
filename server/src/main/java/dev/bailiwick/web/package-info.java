/**
 * The door: HTTP as every edge sees it. A request finds its tenant by Host, its route by method and raw path, its caller by
 * the edge's {@link dev.bailiwick.web.Authenticator}, and on the way out the edge's {@link dev.bailiwick.web.ErrorDialect}
 * words what was refused. Only {@link dev.bailiwick.web.HttpServer} and its like know which HTTP library runs underneath.
 */
@NullMarked
package dev.bailiwick.web;

import org.jspecify.annotations.NullMarked;
