package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.token.Allocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By what a user is found. */
class UserAttributesTest {

    @Test
    void areWhatTenNamesOfTwoHundredCharactersLeadTo() {
        var name = "n".repeat(200 - "app_metadata.".length());

        assertThat(paths("{\"app_metadata\":{\"" + name + "\":1,\"m" + name + "\":1}}"))
                .containsExactly("app_metadata." + name);
        assertThat(paths("{\"app_metadata\":" + nested("d", 9, "1") + "}"))
                .containsExactly("app_metadata" + ".d".repeat(9));
        assertThat(paths("{\"app_metadata\":" + nested("d", 10, "1") + "}")).isEmpty();
        assertThat(paths("{\"app_metadata\":{\"a\":[[{\"b\":[1,null,{\"c\":true}]}]]}}"))
                .containsExactly("app_metadata.a.b", "app_metadata.a.b.c");
    }

    @Test
    void areNotWhatAMemberWithoutANameHas() {
        assertThat(paths("{\"\":{\"email\":\"a@example.test\",\"app_metadata\":{\"plan\":\"gold\"}}}"))
                .isEmpty();
    }

    @Test
    void areFoundWithoutATextOfEachPathUnderLongNames() throws Exception {
        var members = IntStream.range(0, 10_000)
                .mapToObj(number -> "\"m" + number + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        var few = user("{\"app_metadata\":" + nested("n".repeat(300), 9, members) + "}");
        var many = user("{\"app_metadata\":" + nested("n".repeat(30_000), 9, members) + "}");

        long expected = Allocation.of(() -> UserAttributes.of(few)).bytes();

        assertThat(Allocation.of(() -> UserAttributes.of(many)).bytes()).isLessThan(10 * expected);
    }

    private static List<String> paths(String profile) {
        return UserAttributes.of(user(profile)).stream()
                .map(UserAttributes.Attribute::path)
                .filter(path -> !path.equals("user_id"))
                .toList();
    }

    private static User user(String profile) {
        return new User(new UserId("auth0|u"), JsonObject.parse(profile.getBytes(StandardCharsets.UTF_8)));
    }

    private static String nested(String name, int levels, String value) {
        return ("{\"" + name + "\":").repeat(levels) + value + "}".repeat(levels);
    }
}
