/**
 * By whom mail to users is to be sent, and what it is to say, in Auth0's members, kept as JSON. Nothing is sent yet: what there
 * is to tell users comes with logins.
 */
@NullMarked
package dev.bailiwick.mail;

import org.jspecify.annotations.NullMarked;
