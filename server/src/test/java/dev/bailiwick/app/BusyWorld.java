package dev.bailiwick.app;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents for imports that leave rows in all tables of the authorization world. */
final class BusyWorld {

    private BusyWorld() {}

    /** A world in which each of the groups has so many members. */
    static String of(int groups, int members) {
        return IntStream.range(0, groups)
                .mapToObj(group -> """
                        {"_id":"g%1$d","name":"Group %1$d","description":"","nested":["g%2$d"],"roles":["r"],\
                        "mappings":[{"_id":"m%1$d","groupName":"x","connectionName":"ad"}],"members":[%3$s]}\
                        """.formatted(group, group + 1, members(members)))
                .collect(Collectors.joining(",", "{\"groups\":[", """
                        ],"roles":[{"_id":"r","name":"Reader","description":"","applicationType":"client",\
                        "applicationId":"app","permissions":["p"],"users":["u1"]}],\
                        "permissions":[{"_id":"p","name":"read","description":"","applicationType":"client",\
                        "applicationId":"app"}],"configuration":[{"_id":"v1","groupsInToken":true}]}\
                        """));
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(user -> "\"u" + user + "\"").collect(Collectors.joining(","));
    }
}
