package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.web.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RolePermissionsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TOO_MANY = "permissions: there are more than the API lists, which is 1,000";

    private final Endless management = new Endless();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final RolePermissions permissions = new RolePermissions(new Lists(management), outcomes);

    @Test
    void tellsThatARoleHasMoreThanTheApiLists() {
        assertThat(permissions.of("roles/Much.json", "much")).hasSize(1_000);

        assertThat(outcomes).containsExactly(Outcome.leftOut("roles/Much.json", TOO_MANY));
    }

    @Test
    void takesNothingFromARoleWhosePermissionsItCannotKnow() {
        permissions.put(new Asset("roles", "roles/Much.json", JSON.objectNode()), "much", JSON.arrayNode());

        assertThat(outcomes).containsExactly(Outcome.leftOut("roles/Much.json", TOO_MANY));
        assertThat(management.asked).containsOnly(Method.GET);
    }

    /** Has a further page behind each. */
    private static final class Endless implements Management {

        private final List<Method> asked = new ArrayList<>();

        @Override
        public Reply ask(Method method, String path, JsonNode body) {
            asked.add(method);
            var page = JSON.arrayNode();
            for (int i = 0; i < 100; i++) {
                page.addObject().put("permission_name", path + i).put("resource_server_identifier", "urn:a");
            }
            return new Reply(200, page);
        }

        @Override
        public void nextClientId(String id) {
            throw new UnsupportedOperationException();
        }
    }
}
