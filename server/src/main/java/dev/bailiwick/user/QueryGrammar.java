package dev.bailiwick.user;

import static dev.bailiwick.user.UserTerm.refused;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/** Lucene's own parser, which is also the one behind Auth0's search, with whatever cannot be answered refused. */
final class QueryGrammar extends QueryParser {

    private static final String NO_FIELD = "";
    private static final String EVERY_FIELD = "*";
    private static final String EXISTS = "_exists_";
    /** The parser's numbers for these. */
    private static final int OR = 2;

    private static final int NOT = 10;

    private static final int LONGEST = 8_000;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_PARENTHESES = 200;
    private static final int MOST_LOOK_UPS = 50 * UserField.USUAL.size();

    private int lookUps;

    /** The analyzer takes texts apart, and is never asked: they are compared whole. */
    private QueryGrammar() {
        super(NO_FIELD, new StandardAnalyzer());
        setSplitOnWhitespace(true);
    }

    static UserQuery read(String text) {
        requireBounded(text);
        try {
            return meaning(new QueryGrammar().parse(text), MOST_LEVELS);
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("is no well-formed query");
        }
    }

    /** The parser goes as deep as parentheses are open, and only itself knows which of them are text. */
    private static void requireBounded(String text) {
        if (text.length() > LONGEST) {
            throw refused("must not be longer than " + LONGEST + " characters");
        }
        if (text.chars().filter(c -> c == '(').count() > MOST_PARENTHESES) {
            throw refused("must not hold more than " + MOST_PARENTHESES + " opening parentheses");
        }
    }

    /** What the parser makes of a term, for which Lucene has many classes; or of all else than a query. */
    private static final class Meaning extends Query {

        private final IntFunction<UserQuery> atLevel;

        Meaning(IntFunction<UserQuery> atLevel) {
            this.atLevel = atLevel;
        }

        @Override
        public String toString(String field) {
            return "meaning";
        }

        @Override
        public void visit(QueryVisitor visitor) {
            visitor.visitLeaf(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Lucene reads {@code NOT a OR b} as {@code -a b}, which is nobody where a says that there is b at all; Auth0's description
     * takes it for what it says.
     */
    @Override
    protected void addClause(List<BooleanClause> clauses, int conjunction, int modifier, Query query) {
        boolean isOr = conjunction == OR;
        if (isOr && clauses.size() == 1 && clauses.getFirst().isProhibited()) {
            clauses.set(0, othersThan(clauses.getFirst().query()));
        }
        super.addClause(clauses, conjunction, modifier, query);
        if (isOr && modifier == NOT) {
            clauses.set(clauses.size() - 1, othersThan(query));
        }
    }

    private static BooleanClause othersThan(Query query) {
        return new BooleanClause(
                new Meaning(levels -> new UserQuery.Not(meaning(query, levels - 1))), BooleanClause.Occur.SHOULD);
    }

    @Override
    protected Query getFieldQuery(String field, String text, boolean isQuoted) {
        return field.equals(EXISTS)
                ? term(text, UserQuery.Exists::new)
                : term(field, known -> UserTerm.is(known, storable(text), isQuoted));
    }

    @Override
    protected Query getFieldQuery(String field, String text, int slop) {
        if (slop != getPhraseSlop()) {
            throw refused("must not hold a proximity search");
        }
        return getFieldQuery(field, text, true);
    }

    @Override
    protected Query getPrefixQuery(String field, String prefix) {
        return term(field, known -> UserTerm.like(known, List.of(storable(prefix), "")));
    }

    @Override
    protected Query getWildcardQuery(String field, String pattern) {
        var parts = parts(storable(pattern));
        return term(field, known -> UserTerm.like(known, parts));
    }

    @Override
    protected Query getRangeQuery(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        return term(
                field,
                known -> UserTerm.between(
                        known, from == null ? null : bound(from), to == null ? null : bound(to), isFromIn, isToIn));
    }

    @Override
    protected Query getFuzzyQuery(String field, String text, float similarity) {
        throw refused("must not hold a fuzzy search");
    }

    @Override
    protected Query getRegexpQuery(String field, String expression) {
        throw refused("must not hold a regular expression");
    }

    private Query term(String field, Function<UserField, UserQuery> meaning) {
        var fields = fields(field);
        lookUps += fields.size();
        if (lookUps > MOST_LOOK_UPS) {
            throw refused("must not hold more than 50 words, or " + MOST_LOOK_UPS + " where each names its field");
        }
        var all = any(fields.stream().map(meaning).toList());
        return new Meaning(_ -> all);
    }

    /** What stands around the wildcards. A character that is escaped means itself. */
    private static List<String> parts(String pattern) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '?') {
                throw refused("must not hold the wildcard ?");
            } else if (c == '*') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** {@code levels} is how deep a part of it may be nested still: what the engines can follow has an end. */
    private static UserQuery meaning(Query query, int levels) {
        if (levels == 0) {
            throw refused("must not be nested deeper than " + MOST_LEVELS + " times");
        }
        return switch (query) {
            case Meaning known -> known.atLevel.apply(levels);
            case BooleanQuery some -> meaning(some, levels);
            default -> throw refused("must not hold a weight");
        };
    }

    /** Where something is required, what is merely wanted only ranks, and ranks are not kept here. */
    private static UserQuery meaning(BooleanQuery query, int levels) {
        var required = new ArrayList<UserQuery>();
        var wanted = new ArrayList<UserQuery>();
        for (var clause : query) {
            var part = meaning(clause.query(), levels - 1);
            switch (clause.occur()) {
                case MUST, FILTER -> required.add(part);
                case MUST_NOT -> required.add(new UserQuery.Not(part));
                case SHOULD -> wanted.add(part);
            }
        }
        boolean isRequired = query.clauses().stream().anyMatch(BooleanClause::isRequired);
        if (!isRequired && !wanted.isEmpty()) {
            required.add(any(wanted));
        }
        return required.size() == 1 ? required.getFirst() : new UserQuery.All(required);
    }

    /** Words of one field, however they came together, are looked for at once. */
    private static UserQuery any(List<UserQuery> parts) {
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
            throw refused("is no well-formed query");
        }
        return List.of(UserField.find(name).orElseThrow(() -> new Problem.NotSearchable(name).asException()));
    }

    /** An escape may spell what no text is. */
    private static String storable(String text) {
        if (!Json.isStorable(text)) {
            throw refused("is no well-formed query");
        }
        return text;
    }

    /** The parser leaves the quotes around an empty text. */
    private static String bound(String text) {
        return text.equals("\"\"") ? "" : storable(text);
    }
}
