package dev.bailiwick.web;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A request as it came in, before anything in it is believed. */
public interface Request {

    String method();

    /** The path as sent, escapes and all, without the query. */
    String rawPath();

    /** The query as sent, without the question mark; empty when there is none. */
    String rawQuery();

    /** All values of a header, by its name in any case. */
    List<String> headers(String name);

    /** The body as a stream that can be read once. */
    InputStream body();

    /** Whether the request came from this machine itself, and through no proxy. */
    boolean isFromLoopback();

    /** The address that the client has, as far as a trusted proxy tells; empty when that is no address. */
    Optional<InetAddress> client();

    /** The host that the client asked, as far as a trusted proxy tells; empty when it named none. */
    default String host() {
        return header("Host").orElse("");
    }

    /** {@link #client} in words. */
    default String clientName() {
        return client().map(InetAddress::getHostAddress).orElse("unknown");
    }

    /** The first value of a header. */
    default Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }
}
