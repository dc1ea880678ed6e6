package dev.bailiwick.search;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's own parser, which is also the one behind Auth0's searches, with whatever cannot be answered refused. A subclass says what
 * the terms mean and how meanings are joined; it reads one text.
 *
 * @param <M> what a query means
 */
public abstract class Grammar<M> extends QueryParser {

    /** The field of a word that names none. */
    protected static final String NO_FIELD = "";

    /** The parser's numbers for these. */
    private static final int OR = 2;

    private static final int NOT = 10;

    private static final int LONGEST = 8_000;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_PARENTHESES = 200;

    private final IdentityHashMap<Query, IntFunction<M>> meanings = new IdentityHashMap<>();

    /** The analyzer takes texts apart, and is never asked: they are compared whole. */
    protected Grammar() {
        super(NO_FIELD, new StandardAnalyzer());
    }

    /** What a word or a phrase means. */
    protected abstract M word(String field, String text, boolean isQuoted);

    /**
     * What a word with wildcards means.
     *
     * @param parts the texts around them, which may be empty
     */
    protected abstract M pattern(String field, List<String> parts);

    /** What a range means; null for an open end. */
    protected abstract M range(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn);

    /** What is meant by each of the parts, of which there is not one. */
    protected abstract M all(List<M> parts);

    /** What is meant by at least one of the parts. */
    protected abstract M any(List<M> parts);

    /** All else. */
    protected abstract M not(M part);

    /** What a text means. Refuses with {@link Problem.Invalid} what cannot be answered. */
    protected final M meaning(String text) {
        requireBounded(text);
        setSplitOnWhitespace(true);
        try {
            return meaning(parse(text), MOST_LEVELS);
        } catch (ParseException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The refusal of a query that breaks a rule. */
    public static RuntimeException refused(String rule) {
        return new Problem.Invalid(Part.QUERY, "/q", rule).asException();
    }

    /** The refusal of what is no query at all. */
    public static RuntimeException malformed() {
        return refused("is no well-formed query");
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

    /**
     * Lucene reads {@code NOT a OR b} as {@code -a b}, which is nothing where a says that there is b at all; Auth0's description
     * takes it for what it says.
     */
    @Override
    protected final void addClause(List<BooleanClause> clauses, int conjunction, int modifier, Query query) {
        boolean isOr = conjunction == OR;
        if (isOr && clauses.size() == 1 && clauses.getFirst().isProhibited()) {
            clauses.set(0, othersThan(clauses.getFirst().query()));
        }
        super.addClause(clauses, conjunction, modifier, query);
        if (isOr && modifier == NOT) {
            clauses.set(clauses.size() - 1, othersThan(query));
        }
    }

    private BooleanClause othersThan(Query query) {
        return new BooleanClause(stand(levels -> not(meaning(query, levels - 1))), BooleanClause.Occur.SHOULD);
    }

    /** What stands for a meaning in what the parser makes. Each is another, and nothing is ever searched by it. */
    private Query stand(IntFunction<M> atLevel) {
        var stand = new MatchNoDocsQuery("stands for a meaning");
        meanings.put(stand, atLevel);
        return stand;
    }

    private Query term(M meaning) {
        return stand(_ -> meaning);
    }

    @Override
    protected final Query getFieldQuery(String field, String text, boolean isQuoted) {
        if (!isQuoted && (text.startsWith("<") || text.startsWith(">"))) {
            throw refused("must hold ranges such as [1 TO *] in the place of < and >, which count as text in quotes");
        }
        return term(word(field, storable(text), isQuoted));
    }

    @Override
    protected final Query getFieldQuery(String field, String text, int slop) {
        if (slop != getPhraseSlop()) {
            throw refused("must not hold a proximity search");
        }
        return getFieldQuery(field, text, true);
    }

    @Override
    protected final Query getPrefixQuery(String field, String prefix) {
        return term(pattern(field, List.of(storable(prefix), "")));
    }

    @Override
    protected final Query getWildcardQuery(String field, String pattern) {
        return term(pattern(field, parts(storable(pattern))));
    }

    @Override
    protected final Query getRangeQuery(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        return term(range(field, from == null ? null : bound(from), to == null ? null : bound(to), isFromIn, isToIn));
    }

    @Override
    protected final Query getFuzzyQuery(String field, String text, float similarity) {
        throw refused("must not hold a fuzzy search");
    }

    @Override
    protected final Query getRegexpQuery(String field, String expression) {
        throw refused("must not hold a regular expression");
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
    private M meaning(Query query, int levels) {
        if (levels == 0) {
            throw refused("must not be nested deeper than " + MOST_LEVELS + " times");
        }
        var known = meanings.get(query);
        if (known != null) {
            return known.apply(levels);
        }
        if (query instanceof BooleanQuery some) {
            return meaning(some, levels);
        }
        throw refused("must not hold a weight");
    }

    /** Where something is required, what is merely wanted only ranks, and ranks are not kept here. */
    private M meaning(BooleanQuery query, int levels) {
        var required = new ArrayList<M>();
        var wanted = new ArrayList<M>();
        for (var clause : query) {
            var part = meaning(clause.query(), levels - 1);
            switch (clause.occur()) {
                case MUST, FILTER -> required.add(part);
                case MUST_NOT -> required.add(not(part));
                case SHOULD -> wanted.add(part);
            }
        }
        boolean isRequired = query.clauses().stream().anyMatch(BooleanClause::isRequired);
        if (!isRequired && !wanted.isEmpty()) {
            required.add(wanted.size() == 1 ? wanted.getFirst() : any(wanted));
        }
        return required.size() == 1 ? required.getFirst() : all(required);
    }

    /** An escape may spell what no text is. */
    private static String storable(String text) {
        if (!Json.isStorable(text)) {
            throw malformed();
        }
        return text;
    }

    /** The parser leaves the quotes around an empty text. */
    private static String bound(String text) {
        return text.equals("\"\"") ? "" : storable(text);
    }
}
