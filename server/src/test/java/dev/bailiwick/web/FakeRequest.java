package dev.bailiwick.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request made by hand. */
record FakeRequest(String method, String rawPath, String rawQuery, Map<String, String> fields, String text)
        implements Request {

    static FakeRequest of(String method, String rawPath) {
        return new FakeRequest(method, rawPath, "", Map.of("Host", "acme.test"), "");
    }

    FakeRequest from(String caller) {
        return new FakeRequest(method, rawPath, rawQuery, Map.of("Host", "acme.test", "Authorization", caller), text);
    }

    FakeRequest to(String host) {
        return new FakeRequest(method, rawPath, rawQuery, Map.of("Host", host), text);
    }

    FakeRequest with(String header, String value, String body) {
        return new FakeRequest(method, rawPath, rawQuery, Map.of("Host", "acme.test", header, value), body);
    }

    @Override
    public List<String> headers(String name) {
        return fields.containsKey(name) ? List.of(fields.get(name)) : List.of();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<InetAddress> client() {
        return Optional.of(InetAddress.getLoopbackAddress());
    }

    @Override
    public boolean isFromLoopback() {
        return true;
    }
}
