package dev.bailiwick.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a request that nobody sent by itself says of its body in JSON. */
record JsonContent(String json) {

    List<String> headers(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "content-type" -> List.of("application/json");
            case "content-length" -> List.of(String.valueOf(bytes().length));
            default -> List.of();
        };
    }

    InputStream body() {
        return new ByteArrayInputStream(bytes());
    }

    /** Tells nothing of the body, which may hold passwords. */
    @Override
    public String toString() {
        return "JsonContent";
    }

    private byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
