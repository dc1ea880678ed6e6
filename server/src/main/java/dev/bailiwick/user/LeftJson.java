package dev.bailiwick.user;

import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.Departure;
import dev.bailiwick.rbac.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Users who are no more, as the audit log keeps them: with the groups and roles that they left, as far as they are not too many for it. */
final class LeftJson {

    private static final String LEFT = "left";
    private static final int MOST = 1_000;

    /** Of so many users at once that each cannot be told of as one alone. */
    private static final int MOST_TOGETHER = 10_000;

    private LeftJson() {}

    /** The profile of one, without what providers gave to speak in the user's name. */
    static String of(User user, Map<UserId, Departure> left) {
        var profile = user.profileWithoutTokens();
        var departure = left.get(user.id());
        return (departure == null ? profile : profile.with(LEFT, departure.told(MOST))).toString();
    }

    /** The ids of many. */
    static String of(Collection<UserId> users, Map<UserId, Departure> left) {
        var ids = users.stream().map(UserId::value).sorted().toList();
        var told = new LinkedHashMap<String, Object>();
        int room = MOST_TOGETHER;
        for (var id : ids) {
            var departure = left.get(new UserId(id));
            if (departure != null) {
                int most = departure.size() <= room ? MOST : 0;
                room -= most == 0 ? 0 : departure.size();
                told.put(id, departure.told(most));
            }
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("users", ids);
        json.put(LEFT, told);
        return Json.text(json);
    }
}
