package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.web.Call;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which members of an object the caller wants to see: {@code fields} names some, {@code include_fields=false} says that these are
 * the ones left out. Names that the object does not have are of no harm.
 */
record Fields(List<String> names, boolean isIncluding) {

    Fields {
        names = List.copyOf(names);
    }

    static Fields of(Call call) {
        var names = Parameters.text(call, "fields").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return new Fields(names, Parameters.truth(call, "include_fields").orElse(true));
    }

    /** The same, with members that are shown besides when only some are. */
    Fields and(List<String> besides) {
        return names.isEmpty() || !isIncluding
                ? this
                : new Fields(Stream.concat(names.stream(), besides.stream()).toList(), true);
    }

    /** Whether this member is left, where the object has it. */
    boolean areWith(String name) {
        return names.isEmpty() || names.contains(name) == isIncluding;
    }

    /** What is left of an object. */
    JsonObject of(JsonObject object) {
        if (names.isEmpty()) {
            return object;
        }
        return isIncluding ? object.only(names) : object.without(names);
    }
}
