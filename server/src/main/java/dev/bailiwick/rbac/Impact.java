package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.List;

/**
 * What changes would do to users: who gains and loses which roles and permissions. All names are those that decisions tell.
 *
 * @param users how many gain or lose anything
 * @param clients where they do, by id
 * @param first the first of them, by id
 * @param moreUsers how many are not among the first
 * @param mappings what would change for whoever comes with one group of an identity provider, since nobody knows who will
 * @param moreMappings how many of these are not told
 */
public record Impact(
        long users,
        List<InClient> clients,
        List<OfUser> first,
        long moreUsers,
        List<OfProviderGroup> mappings,
        long moreMappings) {

    public Impact {
        clients = List.copyOf(clients);
        first = List.copyOf(first);
        mappings = List.copyOf(mappings);
    }

    /**
     * What changes in one client.
     *
     * @param users how many gain or lose anything there
     */
    public record InClient(ClientId client, long users, List<Counted> roles, List<Counted> permissions) {}

    /** How many users gain and how many lose the role or permission of that name. */
    public record Counted(String name, long gained, long lost) {}

    /** What changes for one user. */
    public record OfUser(UserId user, List<Turn> clients) {}

    /** What changes for whoever comes through a connection with a group of that name. */
    public record OfProviderGroup(String connectionName, String groupName, List<Turn> clients) {}

    /** What one user gains and loses in one client. */
    public record Turn(ClientId client, Names gained, Names lost) {}

    /** Names of roles and permissions. */
    public record Names(List<String> roles, List<String> permissions) {}
}
