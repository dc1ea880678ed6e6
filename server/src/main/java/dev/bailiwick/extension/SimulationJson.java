package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.Impact;
import java.util.List;

/** What changes would do to users, on the wire. */
record SimulationJson(
        long users,
        List<ApplicationJson> applications,
        List<UserJson> firstUsers,
        long moreUsers,
        List<MappingJson> mappings,
        long moreMappings) {

    record ApplicationJson(
            String applicationId, long users, List<Impact.Counted> roles, List<Impact.Counted> permissions) {}

    record UserJson(@JsonProperty("user_id") String userId, List<TurnJson> applications) {}

    record MappingJson(String connectionName, String groupName, List<TurnJson> applications) {}

    record TurnJson(String applicationId, Impact.Names gained, Impact.Names lost) {

        private static List<TurnJson> of(List<Impact.Turn> turns) {
            return turns.stream()
                    .map(turn -> new TurnJson(turn.client().value(), turn.gained(), turn.lost()))
                    .toList();
        }
    }

    static SimulationJson of(Impact impact) {
        return new SimulationJson(
                impact.users(),
                impact.clients().stream()
                        .map(each -> new ApplicationJson(
                                each.client().value(), each.users(), each.roles(), each.permissions()))
                        .toList(),
                impact.first().stream()
                        .map(each -> new UserJson(each.user().value(), TurnJson.of(each.clients())))
                        .toList(),
                impact.moreUsers(),
                impact.mappings().stream()
                        .map(each ->
                                new MappingJson(each.connectionName(), each.groupName(), TurnJson.of(each.clients())))
                        .toList(),
                impact.moreMappings());
    }
}
