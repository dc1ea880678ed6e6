package dev.bailiwick.rbac;

import dev.bailiwick.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Groups, roles and permissions as the audit log keeps them. A list that was never used is absent. */
final class ObjectJson {

    private ObjectJson() {}

    static String of(Group group) {
        return Json.text(json(group, group.members()));
    }

    /** With the first of so many members that they would make the log too long. */
    static String of(Group group, UserPageStore.First members) {
        var json = json(group, members.users());
        putTotal(json, "members_total", members);
        return Json.text(json);
    }

    static String of(GroupSummary group) {
        return of(new Group(group.id(), group.name(), group.description(), null, null, null, null));
    }

    static String of(Role role) {
        return Json.text(json(role, role.users()));
    }

    /** With the first of so many users that they would make the log too long. */
    static String of(Role role, UserPageStore.First users) {
        var json = json(role, users.users());
        putTotal(json, "users_total", users);
        return Json.text(json);
    }

    static String of(Permission permission) {
        return Json.text(json(permission));
    }

    static Map<String, Object> json(Permission permission) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", permission.id().value());
        json.put("client", permission.client().value());
        json.put("client_type", permission.clientType());
        json.put("name", permission.name());
        json.put("description", permission.description());
        return json;
    }

    static String of(List<GroupMapping> mappings) {
        return Json.text(mappings.stream().map(ObjectJson::mapping).toList());
    }

    static Map<String, Object> json(Group group, @Nullable List<UserId> members) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", group.id().value());
        json.put("name", group.name());
        json.put("description", group.description());
        put(json, "members", members, UserId::value);
        put(json, "nested", group.nested(), GroupId::value);
        put(json, "roles", group.roles(), RoleId::value);
        put(json, "mappings", group.mappings(), ObjectJson::mapping);
        return json;
    }

    static Map<String, Object> json(Role role, @Nullable List<UserId> users) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", role.id().value());
        json.put("client", role.client().value());
        json.put("client_type", role.clientType());
        json.put("name", role.name());
        json.put("description", role.description());
        put(json, "permissions", role.permissions(), PermissionId::value);
        put(json, "users", users, UserId::value);
        return json;
    }

    private static void putTotal(Map<String, Object> json, String name, UserPageStore.First some) {
        if (some.total() > some.users().size()) {
            json.put(name, some.total());
        }
    }

    private static Map<String, String> mapping(GroupMapping mapping) {
        var json = new LinkedHashMap<String, String>();
        json.put("id", mapping.id());
        json.put("group_name", mapping.groupName());
        json.put("connection_name", mapping.connectionName());
        return json;
    }

    private static <T> void put(
            Map<String, Object> json, String name, @Nullable List<T> values, Function<T, Object> value) {
        if (values != null) {
            json.put(name, values.stream().map(value).toList());
        }
    }
}
