package dev.bailiwick.crash;

import java.util.List;
import java.util.stream.Collectors;

/** What a writer asks for in one request: some users are put into a group, or taken out of it. No two are the same. */
record Change(Verb verb, String group, List<String> users) {

    enum Verb {
        ADD("PATCH", "add members"),
        REMOVE("DELETE", "remove members");

        private final String method;
        private final String action;

        Verb(String method, String action) {
            this.method = method;
            this.action = action;
        }
    }

    Change {
        users = List.copyOf(users);
    }

    String method() {
        return verb.method;
    }

    String path() {
        return "/authorization/api/groups/" + group + "/members";
    }

    String body() {
        return "[\"" + String.join("\",\"", users) + "\"]";
    }

    /** By what the audit log is searched for it: of an answer that never came nobody knows the request id. */
    String mark() {
        return mark(verb.action, group, users);
    }

    /** The same whatever order the users are told in. */
    static String mark(String action, String group, List<String> users) {
        return action + " " + group + " " + users.stream().sorted().collect(Collectors.joining(" "));
    }
}
