package dev.bailiwick.extension;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.rbac.Administration;
import dev.bailiwick.web.Method;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes by which groups, roles, permissions and who has them are seen and changed one by one. */
final class AdministrationRoutes {

    private AdministrationRoutes() {}

    static List<Route> of(Administration administration, Connections connections, NameLimit names) {
        var groups = administration.groups();
        return Stream.of(
                        new GroupsResource(groups, names).routes(),
                        new GroupMembersResource(administration.groupMembers()).routes(),
                        new GroupRolesResource(groups, administration.groupRoles()).routes(),
                        new GroupNestingResource(groups, administration.groupNesting()).routes(),
                        new GroupMappingsResource(administration.groupMappings(), connections, names).routes(),
                        new RolesResource(administration.roles(), names).routes(),
                        new PermissionsResource(administration.permissions(), names).routes(),
                        new AssignmentsResource(administration.assignments()).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Those of them that change something. */
    static List<Route> changing(Administration administration, Connections connections, NameLimit names) {
        return of(administration, connections, names).stream()
                .filter(route -> route.method() != Method.GET)
                .toList();
    }
}
