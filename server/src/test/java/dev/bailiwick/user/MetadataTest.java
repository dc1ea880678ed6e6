package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MetadataTest {

    /** The rule in the words of Auth0's manual, over plain maps. */
    @Property
    void mergesAsTheManualSays(
            @ForAll("metadata") Map<String, Object> present, @ForAll("metadata") Map<String, Object> change) {
        var expected = new HashMap<String, Object>();
        if (!change.isEmpty()) {
            present.forEach((name, value) -> expected.put(name, value));
            change.forEach((name, value) -> {
                if (value.equals("null")) {
                    expected.remove(name);
                } else {
                    expected.put(name, value);
                }
            });
        }

        var merged = Metadata.merged(Optional.of(json(present, false)), json(change, true));

        assertThat(merged).isEqualTo(json(expected, false));
    }

    @Property
    void mergesIntoNothingAsIntoAnEmptyOne(@ForAll("metadata") Map<String, Object> change) {
        var asked = json(change, true);

        assertThat(Metadata.merged(Optional.empty(), asked))
                .isEqualTo(Metadata.merged(Optional.of(JsonObject.ofWritten("{}")), asked));
    }

    @Provide
    Arbitrary<Map<String, Object>> metadata() {
        var leaves = Arbitraries.of("null", 1, true, "text", Map.of("a", 1), Map.of("a", 2, "b", Map.of()), Map.of());
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "c", "d.e", "f/g", "__proto__"), leaves.map(Objects::requireNonNull))
                .ofMaxSize(5);
    }

    /** The text {@code null} stands for null, which generated maps cannot hold. */
    private static JsonObject json(Map<String, Object> members, boolean isChange) {
        var written = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> written.put(name, isChange && value.equals("null") ? null : value));
        return JsonObject.parse(Json.write(written));
    }
}
