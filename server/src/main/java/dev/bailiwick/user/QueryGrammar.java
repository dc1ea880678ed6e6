package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Lucene's own parser, which is also the one behind Auth0's search, with whatever cannot be answered refused. */
final class QueryGrammar extends QueryParser {

    private static final String ANY_FIELD = "";
    private static final int MOST_WORDS = 50;
    private static final int MOST_LEVELS = 20;

    private int words;

    /** The analyzer takes texts apart, and is never asked: they are compared whole. */
    private QueryGrammar() {
        super(ANY_FIELD, new StandardAnalyzer());
        setSplitOnWhitespace(true);
    }

    static UserQuery read(String text) {
        try {
            return meaning(new QueryGrammar().parse(text), MOST_LEVELS);
        } catch (ParseException e) {
            throw refused("is no well-formed query");
        }
    }

    @Override
    protected Query getFieldQuery(String field, String text, boolean isQuoted) {
        count();
        return new TermQuery(new Term(field, text));
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
        count();
        return new PrefixQuery(new Term(field, prefix));
    }

    @Override
    protected Query getWildcardQuery(String field, String pattern) {
        throw refused("must hold wildcards only at the end of a word");
    }

    @Override
    protected Query getRangeQuery(String field, String from, String to, boolean isFromIn, boolean isToIn) {
        throw refused("must not hold a range");
    }

    @Override
    protected Query getFuzzyQuery(String field, String text, float similarity) {
        throw refused("must not hold a fuzzy search");
    }

    @Override
    protected Query getRegexpQuery(String field, String expression) {
        throw refused("must not hold a regular expression");
    }

    private void count() {
        if (++words > MOST_WORDS) {
            throw refused("must not hold more than " + MOST_WORDS + " words");
        }
    }

    /** {@code levels} is how deep a part of it may be nested still: what the engines can follow has an end. */
    private static UserQuery meaning(Query query, int levels) {
        if (levels == 0) {
            throw refused("must not be nested deeper than " + MOST_LEVELS + " times");
        }
        return switch (query) {
            case TermQuery term ->
                of(fields(term.getTerm()).stream()
                        .<UserQuery>map(
                                field -> new UserQuery.Is(field, term.getTerm().text()))
                        .toList());
            case PrefixQuery prefix ->
                of(fields(prefix.getPrefix()).stream()
                        .<UserQuery>map(field ->
                                new UserQuery.Begins(field, prefix.getPrefix().text()))
                        .toList());
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
            required.add(of(wanted));
        }
        return required.size() == 1 ? required.getFirst() : new UserQuery.All(required);
    }

    private static UserQuery of(List<UserQuery> parts) {
        return parts.size() == 1 ? parts.getFirst() : new UserQuery.Any(parts);
    }

    private static List<UserField> fields(Term term) {
        if (term.field().equals(ANY_FIELD)) {
            return Arrays.asList(UserField.values());
        }
        return List.of(
                UserField.find(term.field()).orElseThrow(() -> new Problem.NotSearchable(term.field()).asException()));
    }

    private static RuntimeException refused(String rule) {
        return new Problem.Invalid(Part.QUERY, "/q", rule).asException();
    }
}
