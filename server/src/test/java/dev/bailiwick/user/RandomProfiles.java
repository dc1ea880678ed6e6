package dev.bailiwick.user;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Profiles whose values are so few that searches find some and not others. */
final class RandomProfiles {

    private static final List<String> LOGINS = List.of(
            "2023-12-31T23:59:59.999Z",
            "2024-05-01T00:00:00.000Z",
            "2024-05-31T23:59:59.999Z",
            "2024-06-01T00:00:00Z",
            "2024-06-01T00:00:00.500Z",
            "2025-01-01T01:00:00+01:00");

    private RandomProfiles() {}

    static Arbitrary<List<Map<String, Object>>> several() {
        return one().list().ofMinSize(1).ofMaxSize(12).map(profiles -> {
            for (int n = 0; n < profiles.size(); n++) {
                profiles.get(n).put("user_id", "ad|" + n);
            }
            return profiles;
        });
    }

    static User user(Map<String, Object> profile) {
        return new User(
                new UserId(String.valueOf(profile.get("user_id"))),
                JsonObject.of(Json.readExactly(Json.text(profile).getBytes(StandardCharsets.UTF_8))));
    }

    private static Arbitrary<Map<String, Object>> one() {
        var text = Arbitraries.of(AskedFor.TEXTS);
        var plan = Arbitraries.oneOf(
                scalar(), scalar(), scalar().list().ofMaxSize(3).map(values -> (Object) values));
        var metadata = Combinators.combine(plan, plan.optional(), plan.optional())
                .as((flat, deep, listed) -> {
                    var all = new HashMap<String, Object>();
                    all.put("plan", flat);
                    deep.ifPresent(value -> all.put("deep", withPlan(value)));
                    listed.ifPresent(value -> all.put("deep", Arrays.asList(withPlan(value), null, withPlan("jo"))));
                    return all;
                });
        var texts = Arbitraries.maps(
                        Arbitraries.of("name", "nickname", "email", "username", "given_name", "family_name"), text)
                .ofMaxSize(6);
        var login = Arbitraries.of(LOGINS).optional();
        var count = Arbitraries.of(0, 5, 100, -20).optional();
        var linked = Arbitraries.maps(Arbitraries.of("email", "username"), text);
        return Combinators.combine(
                        texts, metadata.optional(), metadata.optional(), text.optional(), login, count, linked)
                .as((some, app, user, connection, last, logins, told) -> {
                    var profile = new HashMap<String, Object>(some);
                    app.ifPresent(value -> profile.put("app_metadata", value));
                    user.ifPresent(value -> profile.put("user_metadata", value));
                    connection.ifPresent(name -> profile.put(
                            "identities",
                            List.of(
                                    Map.of("connection", name),
                                    Map.of("connection", "Corp", "profileData", told),
                                    Map.of("profileData", Map.of("email", name)))));
                    last.ifPresent(time -> profile.put("last_login", time));
                    logins.ifPresent(value -> profile.put("logins_count", value));
                    return profile;
                });
    }

    private static Map<String, Object> withPlan(Object value) {
        var inner = new HashMap<String, Object>();
        inner.put("plan", value);
        return inner;
    }

    private static Arbitrary<Object> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.of(AskedFor.TEXTS).map(text -> (Object) text),
                Arbitraries.of(
                                "0",
                                "5",
                                "5.00",
                                "-1",
                                "-1.5",
                                "1.5",
                                "100",
                                "1e3",
                                "0.001",
                                "-20",
                                "12345678901234567890.5")
                        .map(BigDecimal::new),
                Arbitraries.of(true, false),
                Arbitraries.just((Object) "").map(_ -> (Object) "gold"));
    }
}
