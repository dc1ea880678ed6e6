package dev.bailiwick.user;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.search.Grammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lucene's grammar with the fields of users. */
final class QueryGrammar extends Grammar<UserQuery> {

    private static final String EVERY_FIELD = "*";
    private static final String EXISTS = "_exists_";
    private static final List<String> ANYTHING = List.of("", "");

    private static final int MOST_LOOK_UPS = 50 * UserField.USUAL.size();

    /** Each reads all values of nine fields. */
    private static final int MOST_PATTERNS = 5;

    private int lookUps;
    private int patterns;

    private QueryGrammar() {}

    static UserQuery read(String text) {
        return new QueryGrammar().meaning(text);
    }

    @Override
    protected UserQuery word(String field, String text, boolean isQuoted) {
        return field.equals(EXISTS)
                ? term(text, UserQuery.Exists::new)
                : term(field, known -> UserTerm.is(known, text, isQuoted));
    }

    /** A lone wildcard asks whether there is anything. Everybody has an id. */
    @Override
    protected UserQuery pattern(String field, List<String> parts) {
        if (parts.equals(ANYTHING)) {
            return field.equals(NO_FIELD) || field.equals(EVERY_FIELD)
                    ? UserQuery.everybody()
                    : term(field, UserQuery.Exists::new);
        }
        if (field.equals(NO_FIELD) && ++patterns > MOST_PATTERNS) {
            throw refused("must not hold more than " + MOST_PATTERNS + " wildcards that name no field");
        }
        return term(field, known -> UserTerm.like(known, parts));
    }

    @Override
    protected UserQuery range(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        return term(field, known -> UserTerm.between(known, from, to, isFromIn, isToIn));
    }

    @Override
    protected UserQuery all(List<UserQuery> parts) {
        var some = parts.stream()
                .filter(part -> !part.equals(UserQuery.everybody()))
                .toList();
        return some.size() == 1 ? some.getFirst() : new UserQuery.All(some);
    }

    @Override
    protected UserQuery not(UserQuery part) {
        return new UserQuery.Not(part);
    }

    private UserQuery term(String field, Function<UserField, UserQuery> meaning) {
        var fields = fields(field);
        lookUps += fields.size();
        if (lookUps > MOST_LOOK_UPS) {
            throw refused("must not hold more than 50 words, or " + MOST_LOOK_UPS + " where each names its field");
        }
        return any(fields.stream().map(meaning).toList());
    }

    /** Words of one field, however they came together, are looked for at once. */
    @Override
    protected UserQuery any(List<UserQuery> parts) {
        var values = new LinkedHashMap<UserField, List<String>>();
        var others = new ArrayList<UserQuery>();
        parts.forEach(part -> gather(part, values, others));
        var all = new ArrayList<UserQuery>();
        values.forEach((field, some) ->
                all.add(new UserQuery.Is(field, some.stream().distinct().toList())));
        all.addAll(others);
        return all.size() == 1 ? all.getFirst() : new UserQuery.Any(all);
    }

    private static void gather(UserQuery part, Map<UserField, List<String>> values, List<UserQuery> others) {
        switch (part) {
            case UserQuery.Is(var field, var some) ->
                values.computeIfAbsent(field, _ -> new ArrayList<>()).addAll(some);
            case UserQuery.Any(var parts) -> parts.forEach(each -> gather(each, values, others));
            default -> others.add(part);
        }
    }

    private static List<UserField> fields(String name) {
        if (name.equals(NO_FIELD)) {
            return UserField.USUAL;
        }
        if (name.equals(EXISTS) || name.equals(EVERY_FIELD) || !Json.isStorable(name)) {
            throw malformed();
        }
        return List.of(UserField.find(name).orElseThrow(() -> new Problem.NotSearchable("user", name).asException()));
    }
}
