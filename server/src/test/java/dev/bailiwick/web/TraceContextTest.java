package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.secret.RandomText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final RandomText random = new RandomText(new Random(1));

    @Test
    void carriesTheCallersTraceWithASpanOfItsOwn() {
        var trace = TraceContext.of(List.of("00-" + TRACE + "-" + PARENT + "-01"), random)
                .orElseThrow();

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + PARENT,
                "01-" + TRACE + "-" + PARENT + "-01",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-x",
                "00-" + TRACE + "x-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01\n",
            })
    void ignoresWhatIsInvalid(String traceparent) {
        assertThat(TraceContext.of(List.of(traceparent), random)).isEmpty();
    }

    @Test
    void ignoresTwoAtOnce() {
        var traceparent = "00-" + TRACE + "-" + PARENT + "-01";

        assertThat(TraceContext.of(List.of(traceparent, traceparent), random)).isEmpty();
    }
}
