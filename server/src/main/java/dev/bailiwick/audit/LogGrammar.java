package dev.bailiwick.audit;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/** Lucene's own parser, which is also the one behind Auth0's search, with whatever cannot be answered refused. */
final class LogGrammar extends QueryParser {

    private static final String NO_FIELD = "";
    private static final int MOST_WORDS = 50;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_PARENTHESES = 200;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private int words;

    /** The analyzer is never asked: texts are compared whole. */
    private LogGrammar() {
        super(NO_FIELD, new StandardAnalyzer());
        setSplitOnWhitespace(true);
    }

    /** The parser goes as deep as parentheses are open, and only itself knows which of them are text. */
    static LogQuery read(String text) {
        if (text.chars().filter(c -> c == '(').count() > MOST_PARENTHESES) {
            throw refused("must not hold more than " + MOST_PARENTHESES + " opening parentheses");
        }
        try {
            return meaning(new LogGrammar().parse(text), MOST_LEVELS);
        } catch (ParseException | IllegalArgumentException e) {
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
    protected Query getRangeQuery(
            String field, @Nullable String from, @Nullable String to, boolean isFromIn, boolean isToIn) {
        count();
        return TermRangeQuery.newStringRange(field, from, to, isFromIn, isToIn);
    }

    @Override
    protected Query getWildcardQuery(String field, String pattern) {
        throw refused("must hold wildcards only at the end of a word");
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
    private static LogQuery meaning(Query query, int levels) {
        if (levels == 0) {
            throw refused("must not be nested deeper than " + MOST_LEVELS + " times");
        }
        return switch (query) {
            case TermQuery term ->
                word(field(term.getTerm().field()), term.getTerm().text());
            case PrefixQuery prefix ->
                new LogQuery.Begins(
                        text(field(prefix.getField())), prefix.getPrefix().text());
            case TermRangeQuery range -> range(range);
            case BooleanQuery some -> meaning(some, levels);
            default -> throw refused("must not hold a weight");
        };
    }

    private static LogQuery word(LogField field, String text) {
        return field == LogField.DATE
                ? new LogQuery.Between(Optional.of(begin(text)), Optional.of(end(text)))
                : new LogQuery.Is(field, text);
    }

    private static LogQuery range(TermRangeQuery range) {
        if (field(range.getField()) != LogField.DATE) {
            throw refused("must hold ranges of dates only");
        }
        var from = Optional.ofNullable(range.getLowerTerm())
                .map(term -> range.includesLower() ? begin(term.utf8ToString()) : end(term.utf8ToString()));
        var to = Optional.ofNullable(range.getUpperTerm())
                .map(term -> range.includesUpper() ? end(term.utf8ToString()) : begin(term.utf8ToString()));
        return new LogQuery.Between(from, to);
    }

    /** Where something is required, what is merely wanted only ranks, and ranks are not kept here. */
    private static LogQuery meaning(BooleanQuery query, int levels) {
        var required = new ArrayList<LogQuery>();
        var wanted = new ArrayList<LogQuery>();
        boolean isRequired = false;
        for (var clause : query) {
            var part = meaning(clause.query(), levels - 1);
            switch (clause.occur()) {
                case MUST, FILTER -> {
                    required.add(part);
                    isRequired = true;
                }
                case MUST_NOT -> required.add(new LogQuery.Not(part));
                case SHOULD -> wanted.add(part);
            }
        }
        if (!isRequired && !wanted.isEmpty()) {
            required.add(new LogQuery.Any(wanted));
        }
        return required.size() == 1 ? required.getFirst() : new LogQuery.All(required);
    }

    private static LogField field(String name) {
        if (name.equals(NO_FIELD)) {
            throw refused("must name the field of each word, as in type:sapi");
        }
        return LogField.find(name).orElseThrow(() -> new Problem.NotSearchable(name).asException());
    }

    private static LogField text(LogField field) {
        if (field == LogField.DATE) {
            throw refused("must hold dates without wildcards");
        }
        return field;
    }

    private static Instant begin(String text) {
        try {
            var time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw notADate();
        }
        throw notADate();
    }

    /** The first moment behind a day, or behind a millisecond. */
    private static Instant end(String text) {
        return begin(text).plus(1, text.indexOf('T') < 0 ? ChronoUnit.DAYS : ChronoUnit.MILLIS);
    }

    private static RuntimeException notADate() {
        return refused("must hold dates such as 2026-03-01 or 2026-03-01T12:00:00Z");
    }

    private static RuntimeException refused(String rule) {
        return new Problem.Invalid(Part.QUERY, "/q", rule).asException();
    }
}
