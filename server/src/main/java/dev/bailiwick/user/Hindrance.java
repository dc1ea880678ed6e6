package dev.bailiwick.user;

/** Why a user cannot be as asked for, seen from the others who are there. */
sealed interface Hindrance {

    /** The id is somebody's. */
    record Present() implements Hindrance {}

    /** Another user of the connection has this already. */
    record Taken(UserIdentifier identifier) implements Hindrance {}

    /** An account is a user of its own, or one of another user's accounts. */
    record Linked(String identity) implements Hindrance {}
}
