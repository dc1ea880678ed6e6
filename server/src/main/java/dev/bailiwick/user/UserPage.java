package dev.bailiwick.user;

import java.util.List;

/**
 * Some of the users that a search finds.
 *
 * @param total how many it finds, where they were to be counted
 */
public record UserPage(long total, List<User> users) {

    public UserPage {
        users = List.copyOf(users);
    }
}
