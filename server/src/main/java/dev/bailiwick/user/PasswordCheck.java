package dev.bailiwick.user;

/** What is kept of a password, ready to be compared with one as it was typed. */
interface PasswordCheck {

    boolean matches(String password);
}
