package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two members of a profile that are everybody's own to fill: {@code user_metadata} and {@code app_metadata}. */
final class Metadata {

    private static final String APP = "app_metadata";

    static final List<String> BOTH = List.of("user_metadata", APP);

    /** What Auth0 keeps for itself. */
    private static final Set<String> RESERVED = Set.of(
            "__tenant",
            "_id",
            "blocked",
            "clientID",
            "created_at",
            "email",
            "email_verified",
            "globalClientID",
            "global_client_id",
            "identities",
            "lastIP",
            "lastLogin",
            "loginsCount",
            "metadata",
            "multifactor",
            "multifactor_last_modified",
            "updated_at",
            "user_id");

    private Metadata() {}

    /** Refuses members of {@code app_metadata} that Auth0 keeps for itself. */
    static void require(JsonObject asked) {
        var reserved = asked.object(APP).stream()
                .flatMap(given -> given.names().stream())
                .filter(RESERVED::contains)
                .toList();
        if (!reserved.isEmpty()) {
            throw new Problem.Invalid(
                            Part.BODY, "/" + APP, "Additional properties not allowed: " + String.join(",", reserved))
                    .asException();
        }
    }

    /** A profile with the metadata of a change over its own. Of {@code app_metadata} nothing is left where they are emptied, as with Auth0. */
    static JsonObject over(JsonObject profile, JsonObject change) {
        var changed = profile;
        for (var name : BOTH) {
            var metadata = change.object(name);
            if (metadata.isPresent()) {
                var left = merged(profile.object(name), metadata.get());
                boolean isGone = name.equals(APP) && left.size() == 0;
                changed = isGone ? changed.without(List.of(name)) : changed.with(name, left);
            }
        }
        return changed;
    }

    /** A new profile, in whose metadata there is nothing to be taken away by nulls. */
    static JsonObject withoutNulls(JsonObject profile) {
        var cleaned = profile;
        for (var name : BOTH) {
            var metadata = profile.object(name);
            if (metadata.isPresent()) {
                cleaned = cleaned.with(name, metadata.get().withoutNulls());
            }
        }
        return cleaned;
    }

    /** What becomes of one of them: the members of the change over the present ones, a null takes one away, and an empty change all. */
    static JsonObject merged(Optional<JsonObject> present, JsonObject change) {
        if (change.size() == 0) {
            return change;
        }
        var gone = change.names().stream().filter(change::isNull).toList();
        return present.orElseGet(() -> JsonObject.of(Map.of()))
                .mergedWith(change, Set.of())
                .without(gone);
    }

    /** A change that leaves of the {@code app_metadata} of a profile nothing but these. */
    static JsonObject replacing(JsonObject profile, JsonObject metadata) {
        var gone = new LinkedHashMap<String, @Nullable Object>();
        profile.object(APP).ifPresent(present -> present.names().forEach(name -> gone.put(name, null)));
        return JsonObject.of(gone).mergedWith(metadata, Set.of());
    }

    /** These as what a change tells. */
    static JsonObject asChange(JsonObject metadata) {
        return JsonObject.of(Map.of(APP, metadata));
    }
}
