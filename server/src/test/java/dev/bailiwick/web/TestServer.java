package dev.bailiwick.web;

import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.SqliteDatabase;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server that listens on free ports, with an edge {@code /echo} that says what it was asked, and keeps what is logged. */
final class TestServer implements AutoCloseable {

    static final int BODY_LIMIT = 1_000;
    static final int LARGE_BODY_LIMIT = 50 << 20;
    static final int ROOM = 1_000;
    static final int LONG = 5_000;

    final CountDownLatch slowBegan = new CountDownLatch(1);
    final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final String caPem;
    private final HttpServer server;
    private final Traffic traffic;
    private final Recorder log = new Recorder();

    TestServer(Path directory) {
        this(directory, DoorRules.DEFAULT, ROOM);
    }

    TestServer(Path directory, DoorRules rules, int mostRequests) {
        Logger.getLogger("").addHandler(log);
        traffic = new Traffic(mostRequests);
        var random = new RandomText(new SecureRandom());
        try (var database = SqliteDatabase.open(directory.resolve("test.db"))) {
            var authority = new CertificateAuthority(database, new SecretBox(new byte[32]), Clock.systemUTC(), random);
            caPem = authority.caPem();
            var tenant = new Tenant(new TenantId("acme"), "acme", "acme.test");
            var echo = Api.open(List.of("/echo"), routes(), new TaggedErrors("echo"))
                    .calledFrom(new Cors.Echo(List.of("Authorization", "Content-Type"), List.of("X-Shown")));
            var document = Route.get("/document", Access.anyone(), _ -> Answer.ok("public"));
            var open = Api.open(List.of("/open"), List.of(document), new TaggedErrors("open"))
                    .calledFrom(new Cors.Everybody(List.of("Accept")));
            var other = Api.open(List.of("/other"), List.of(document), new TaggedErrors("other"));
            server = HttpServer.start(
                    InetAddress.getLoopbackAddress(),
                    0,
                    0,
                    authority.server(Set.of()).sslContext(),
                    new Router(
                            List.of(HealthApi.of(() -> true), echo, open, other),
                            (host, isNear) ->
                                    isNear || !host.equals("nowhere.test") ? Optional.of(tenant) : Optional.empty(),
                            random,
                            traffic,
                            rules));
        }
    }

    /** A router over these routes that knows no tenant. */
    static Router router(List<Api> apis) {
        return new Router(
                apis, (_, _) -> Optional.empty(), new RandomText(new Random()), new Traffic(ROOM), DoorRules.DEFAULT);
    }

    Traffic traffic() {
        return traffic;
    }

    int port() {
        return server.httpPort();
    }

    int httpsPort() {
        return server.httpsPort();
    }

    void stop() {
        server.stop();
    }

    /** TLS as a client that trusts this server's authority and no other. */
    SSLContext clientTls() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What was logged as a warning or worse since this was asked last, but for the tale of single requests. */
    List<String> complaints() {
        synchronized (log.messages) {
            var complaints = List.copyOf(log.messages);
            log.messages.clear();
            return complaints;
        }
    }

    @Override
    public void close() {
        slowMayEnd.countDown();
        server.stop();
        Logger.getLogger("").removeHandler(log);
    }

    private List<Route> routes() {
        return List.of(
                Route.get(
                        "/path/{id}",
                        Access.anyone(),
                        call -> Answer.ok(Map.of(
                                "id", call.path("id"), "query", call.query().values()))),
                Route.get(
                        "/loopback",
                        Access.anyone(),
                        call -> Answer.ok(call.request().isFromLoopback())),
                Route.get(
                        "/client",
                        Access.anyone(),
                        call -> Answer.ok(call.client() + " " + call.request().host())),
                Route.get("/long", Access.anyone(), _ -> Answer.ok("a".repeat(LONG))),
                Route.get(
                        "/secret",
                        Access.anyone(),
                        _ -> Answer.ok("a".repeat(LONG)).with("Cache-Control", "no-store")),
                Route.get("/nothing", Access.anyone(), _ -> Answer.noContent()),
                Route.get("/streamed/{count}", Access.anyone(), call -> Answer.streamed(texts(call))),
                Route.get("/broken/{count}", Access.anyone(), call -> Answer.streamed(broken(call))),
                Route.get(
                        "/refused/{count}",
                        Access.anyone(),
                        call -> Answer.streamed("text/plain", out -> refuse(texts(call), out))),
                Route.get("/slow", Access.anyone(), _ -> slow()),
                Route.delete("/body", Access.anyone(), TestServer::body).upTo(BODY_LIMIT),
                Route.post("/body", Access.anyone(), TestServer::body).upTo(BODY_LIMIT),
                Route.post("/large", Access.anyone(), TestServer::length).upTo(LARGE_BODY_LIMIT),
                Route.post("/endless", Access.anyone(), TestServer::count).upTo(Route.ANY_LENGTH),
                Route.post("/unread", Access.anyone(), _ -> Answer.ok("unread")).upTo(BODY_LIMIT));
    }

    private static Answer body(Call call) {
        return Answer.text("text/plain", new String(call.body().bytes(), StandardCharsets.UTF_8));
    }

    private static Answer length(Call call) {
        return Answer.ok(call.body().bytes().length);
    }

    private static Answer count(Call call) {
        try (var body = call.body().stream()) {
            return Answer.ok(body.transferTo(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many texts of a hundred characters, none of which is there before it is written. */
    private static List<String> texts(Call call) {
        int count = Integer.parseInt(call.path("count"));
        return new AbstractList<>() {

            @Override
            public String get(int index) {
                return "a".repeat(100);
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    private static List<Object> broken(Call call) {
        return List.of(texts(call), new RouterTest.Unwritable("x"));
    }

    private static void refuse(List<String> texts, OutputStream out) throws IOException {
        for (var text : texts) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        throw Problem.Unavailable.SOON.asException();
    }

    private Answer slow() {
        slowBegan.countDown();
        try {
            slowMayEnd.await();
        } catch (InterruptedException e) {
            return Answer.of(500, "interrupted");
        }
        return Answer.ok("slow and whole");
    }

    private static final class Recorder extends Handler {

        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord message) {
            if (message.getLevel().intValue() >= Level.WARNING.intValue()
                    && !message.getLoggerName().equals(Traffic.class.getName())) {
                synchronized (messages) {
                    var request = RequestContext.current().map(RequestContext::requestId);
                    messages.add(message.getLoggerName() + " " + request + ": " + message.getMessage() + " "
                            + message.getThrown());
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
