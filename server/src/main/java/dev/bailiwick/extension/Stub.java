package dev.bailiwick.extension;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in a list of members for one who has no profile: the original names the error that it met in asking for it. */
final class Stub {

    private Stub() {}

    static JsonObject of(UserId user) {
        var stub = new LinkedHashMap<String, Object>();
        stub.put("user_id", user.value());
        stub.put("name", "<Error: ManagementApiError>");
        stub.put("email", user.value());
        stub.put("identities", List.of(Map.of("connection", "N/A")));
        return JsonObject.of(stub);
    }
}
