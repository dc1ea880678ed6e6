package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.Answered;
import dev.bailiwick.web.RequestContext;
import dev.bailiwick.web.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LogFormatTest {

    private static final RequestContext CONTEXT =
            new RequestContext("0123456789ab", new TraceContext("a".repeat(32), "b".repeat(16)));

    @Test
    void writesAnEventForPeople() {
        var line = new LogLine(Instant.EPOCH, "warning", "dev.bailiwick.X", CONTEXT, "It rains.", null, null);

        assertThat(LogFormat.TEXT.line(line))
                .isEqualTo("1970-01-01T00:00:00Z warning dev.bailiwick.X [request 0123456789ab, trace " + "a".repeat(32)
                        + "]: It rains.");
    }

    @Test
    void writesAnEventForPrograms() {
        var event = new Answered("GET", "/users/{id}", 200, 3, "acme", "192.0.2.1");
        var line = new LogLine(Instant.EPOCH, "debug", "dev.bailiwick.X", CONTEXT, event.toString(), null, event);

        var json = json(LogFormat.JSON.line(line));

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "time", "level", "logger", "request_id", "trace_id", "span_id", "message", "event");
        assertThat(json.at("/request_id").asString()).isEqualTo("0123456789ab");
        assertThat(json.at("/event/route").asString()).isEqualTo("/users/{id}");
        assertThat(json.at("/event/status").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void keepsAnExceptionOfManyLinesOnOne(LogFormat format) {
        var failure = new IllegalStateException(
                "first\r\nsecond\u2028third", new IllegalArgumentException("\u001b[31mred\u001b[0m\u009b"));

        var line = format.line(LogLine.of(event("it\nfailed", failure)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("first", "second", "third", "red", "LogFormatTest");
        assertThat(line.chars()).noneMatch(c -> c < ' ');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\u001b", "\0", "\t", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e", "\ufeff", "\u007f"
            })
    void escapesWhatWouldEndALineOrSteerATerminal(String harmful) {
        var line = LogFormat.TEXT.line(LogLine.of(event("a" + harmful + "b", null)));

        assertThat(line).doesNotContain(harmful).containsPattern("a\\\\[nrtu]");
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void writesHalfASurrogatePairWithoutFailing(LogFormat format) {
        assertThat(format.line(LogLine.of(event("a\ud800b", null)))).contains("a", "b");
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void cutsWhatIsTooLong(LogFormat format) {
        assertThat(format.line(LogLine.of(event("\n".repeat(1_000_000), null)))).hasSizeLessThan(40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{0", "it's {0}", "{x}", "'"})
    void doesNotFailWhereAMessageIsNoPattern(String message) {
        var event = event(message, null);
        event.setParameters(new Object[] {"parameter"});

        assertThat(LogFormat.TEXT.line(LogLine.of(event))).contains("dev.bailiwick");
    }

    private static LogRecord event(String message, @Nullable Throwable thrown) {
        var event = new LogRecord(Level.WARNING, message);
        event.setLoggerName("dev.bailiwick.Test");
        event.setThrown(thrown);
        return event;
    }

    private static JsonNode json(String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
