package dev.bailiwick.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request that came within another one: with a method, a path and a body in JSON of its own, and all else as the other has it. */
record InnerRequest(Request outer, String method, String rawPath, String json) implements Request {

    @Override
    public String rawQuery() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "content-type" -> List.of("application/json");
            case "content-length" -> List.of(String.valueOf(bytes().length));
            default -> List.of();
        };
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public boolean isFromLoopback() {
        return outer.isFromLoopback();
    }

    @Override
    public Optional<InetAddress> client() {
        return outer.client();
    }

    @Override
    public String host() {
        return outer.host();
    }

    private byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
