package dev.bailiwick.web;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A request that came within another one: with a method, a path and a body in JSON of its own, and all else as the other has it. */
record InnerRequest(Request outer, String method, String rawPath, JsonContent content) implements Request {

    @Override
    public String rawQuery() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return content.headers(name);
    }

    @Override
    public InputStream body() {
        return content.body();
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
}
