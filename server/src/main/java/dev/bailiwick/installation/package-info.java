/** What there is once for all tenants and nodes: that the encryption key is the right one. */
@NullMarked
package dev.bailiwick.installation;

import org.jspecify.annotations.NullMarked;
