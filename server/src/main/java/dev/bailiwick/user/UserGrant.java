package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import java.util.List;

/** What a user has allowed a client to do in their name. */
public record UserGrant(String id, String userId, ClientId client, String audience, List<String> scopes) {

    public UserGrant {
        scopes = List.copyOf(scopes);
    }

    /** Which of them are meant; an empty text means any. */
    public record Filter(String userId, String client, String audience) {}
}
