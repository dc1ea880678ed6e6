/**
 * What auth0-deploy-cli carries of a tenant: its files, read and written, and the way between them and Management API v2, which
 * alone knows what a tenant may hold. {@code AssetTypes} is the table of all that is carried.
 */
@NullMarked
package dev.bailiwick.app.deploy;

import org.jspecify.annotations.NullMarked;
