package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.List;

/**
 * What may a user do in a client?
 *
 * @param connectionName the connection by which the user came
 * @param providerGroups names of the user's groups as the identity provider told them, each kept once
 */
public record PolicyQuestion(ClientId client, String connectionName, List<String> providerGroups) {

    public PolicyQuestion {
        providerGroups = providerGroups.stream().distinct().toList();
    }
}
