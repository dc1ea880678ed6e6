package dev.bailiwick.user;

/** What is kept of a password, ready to be compared with the bytes of one. */
interface HashCheck {

    boolean matches(byte[] password);
}
