package dev.bailiwick.management.v2;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.TooFar.Beyond;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** How much of a list the caller wants: a page of so many, or what comes behind a checkpoint. */
sealed interface Paging {

    /** The longest page. */
    int MOST = 100;

    /** How far pages by number reach. */
    int REACH = 1_000;

    /** A page by its number, from 0; with totals, the list stands in an object beside them. */
    record Offset(int page, int perPage, boolean isWithTotals) implements Paging {

        @Override
        public Slice slice() {
            return new Slice(0, (long) page * perPage, perPage);
        }

        @Override
        public Object body(String key, Iterable<JsonObject> items, Sliced<?> found) {
            if (!isWithTotals) {
                return items;
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("total", found.total());
            body.put("start", slice().offset());
            body.put("limit", perPage);
            body.put(key, items);
            return body;
        }
    }

    /**
     * At most {@code take} behind the one that the last answer ended with.
     *
     * @param list names the list, so that another's checkpoint is not taken for one of its own
     */
    record Checkpoint(String list, Place after, int take) implements Paging {

        @Override
        public Slice slice() {
            return new Slice(after.number, after.id, 0, take);
        }

        @Override
        public boolean isWithTotals() {
            return false;
        }

        @Override
        public Object body(String key, Iterable<JsonObject> items, Sliced<?> found) {
            var body = new LinkedHashMap<String, Object>();
            body.put(key, items);
            found.next().ifPresent(next -> body.put("next", token(list, new Place(next, found.nextId()))));
            return body;
        }
    }

    /** Where a list goes on: behind a number, and behind an id among those of that number. */
    record Place(long number, String id) {

        private static final Place BEGINNING = new Place(0, "");
    }

    Slice slice();

    /** Whether the answer tells how many the whole list has. */
    boolean isWithTotals();

    /** The list in the style that was asked for. */
    Object body(String key, Iterable<JsonObject> items, Sliced<?> found);

    /** The same as an answer. */
    default Answer answer(String key, List<JsonObject> items, Sliced<?> found) {
        return Answer.ok(body(key, items, found));
    }

    /** The same, of what the feature found. */
    default <T> Answer answer(String key, Sliced<T> found, Function<T, JsonObject> wire) {
        return answer(key, found.items().stream().map(wire).toList(), found);
    }

    /** For lists with pages by number alone. */
    static Paging byNumber(Call call, int perPageUnlessGiven) {
        return byNumber(call, perPageUnlessGiven, Beyond.NOTHING);
    }

    /** The same for a list that tells whoever asks for too far a page of another way. */
    static Paging byNumber(Call call, int perPageUnlessGiven, Beyond beyond) {
        int page = Parameters.integer(call, "page", 0, Integer.MAX_VALUE).orElse(0);
        int perPage = Parameters.integer(call, "per_page", 0, MOST).orElse(perPageUnlessGiven);
        if ((page + 1L) * perPage > REACH) {
            throw new Problem.TooFar(REACH, page, beyond).asException();
        }
        return new Offset(
                page, perPage, Parameters.truth(call, "include_totals").orElse(false));
    }

    /** For lists with checkpoints alone. */
    static Paging byCheckpoint(Call call) {
        return byCheckpoint(call, MOST);
    }

    /** The same for a list with longer pages than others. */
    static Paging byCheckpoint(Call call, int most) {
        var list =
                Integer.toHexString((call.tenant().id().value() + call.request().rawPath()).hashCode());
        return new Checkpoint(
                list,
                Parameters.text(call, "from").map(token -> place(list, token)).orElse(Place.BEGINNING),
                Parameters.integer(call, "take", 1, most).orElse(50));
    }

    /** For lists with both: {@code take} and {@code from} ask for checkpoints. */
    static Paging ofEither(Call call, int perPageUnlessGiven) {
        return isCheckpoint(call) ? byCheckpoint(call) : byNumber(call, perPageUnlessGiven);
    }

    /** The same for a list that tells whoever asks for too far a page of its checkpoints. */
    static Paging ofEitherTold(Call call, int perPageUnlessGiven) {
        return isCheckpoint(call) ? byCheckpoint(call) : byNumber(call, perPageUnlessGiven, Beyond.CHECKPOINTS);
    }

    private static boolean isCheckpoint(Call call) {
        return call.query().has("take") || call.query().has("from");
    }

    private static String token(String list, Place place) {
        var text = list + ":" + place.number + (place.id.isEmpty() ? "" : ":" + place.id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String list, String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", 3);
            var place = new Place(parts.length < 2 ? -1 : Long.parseLong(parts[1]), parts.length < 3 ? "" : parts[2]);
            if (place.number >= 0
                    && Json.isStorable(place.id)
                    && token(list, place).equals(token)) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // not one of ours
        }
        throw Parameters.broken("from", "Object didn't pass validation for format checkpoint");
    }
}
