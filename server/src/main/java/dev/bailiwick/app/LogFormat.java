package dev.bailiwick.app;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an event is written: always as one line. */
enum LogFormat {

    /** For people. */
    TEXT {
        @Override
        String line(LogLine line) {
            var text = new StringBuilder()
                    .append(line.time())
                    .append(' ')
                    .append(line.level())
                    .append(' ')
                    .append(line.logger());
            if (line.context() != null) {
                text.append(" [request ").append(line.context().requestId());
                if (line.context().trace() != null) {
                    text.append(", trace ").append(line.context().trace().traceId());
                }
                text.append(']');
            }
            text.append(": ").append(line.message());
            if (line.failure() != null) {
                text.append(' ').append(line.failure());
            }
            return escaped(text);
        }
    },

    /** For programs: a JSON object. */
    JSON {
        @Override
        String line(LogLine line) {
            var members = new LinkedHashMap<String, Object>();
            members.put("time", line.time().toString());
            members.put("level", line.level());
            members.put("logger", line.logger());
            if (line.context() != null) {
                members.put("request_id", line.context().requestId());
                var trace = line.context().trace();
                if (trace != null) {
                    members.putAll(Map.of("trace_id", trace.traceId(), "span_id", trace.spanId()));
                }
            }
            members.put("message", encodable(line.message()));
            if (line.event() != null) {
                members.put("event", line.event());
            }
            if (line.failure() != null) {
                members.put("failure", encodable(line.failure()));
            }
            return new String(Json.write(members), StandardCharsets.UTF_8);
        }
    };

    private static final int LONGEST = 16 * 1024;

    /** Without a line break at its end or anywhere else. */
    abstract String line(LogLine line);

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Half a surrogate pair has no UTF-8 form, and becomes a question mark. */
    private static String encodable(String text) {
        return new String(cut(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** No character in it ends a line, or steers a terminal. */
    private static String escaped(CharSequence text) {
        var line = new StringBuilder(text.length());
        cut(text.toString()).chars().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isHarmless(c)) {
                        line.append((char) c);
                    } else {
                        line.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
        return line.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
