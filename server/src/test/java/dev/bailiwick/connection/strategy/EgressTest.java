package dev.bailiwick.connection.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.network.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security reference 2.6: what another server is asked, and where that leads. */
class EgressTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    /** What nothing takes, on however busy a machine. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final EgressRules INSIDE = new EgressRules(AddressBlock.list("127.0.0.2"));
    private static final FakeServer.Reply FINE = FakeServer.ok("Content-Type: application/xml", "<a/>");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    @Test
    void fetchesWithoutAnythingThatSaysWhoAsks() throws EgressException {
        var server = server("127.0.0.2", FINE);

        assertThat(text(egress(INSIDE).xml("acme", "http://127.0.0.2:" + server.port() + "/m.xml?a=b")))
                .isEqualTo("<a/>");
        assertThat(server.asked()).singleElement().satisfies(request -> {
            assertThat(request).startsWith("GET /m.xml?a=b HTTP/1.1\r\n").contains("Host: 127.0.0.2:" + server.port());
            assertThat(request).doesNotContainIgnoringCase("authorization", "cookie", "referer", "accept-encoding");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "adfs.example.test",
                "//adfs.example.test/",
                "https:adfs.example.test",
                "https://",
                "https:///path",
                "ftp://adfs.example.test/",
                "file:///etc/passwd",
                "gopher://adfs.example.test/",
                "jar:https://adfs.example.test/a.jar!/a",
                "https://user:password@adfs.example.test/",
                "https://user@adfs.example.test/",
                "https://@adfs.example.test/",
                "https://adfs.example.test@@127.0.0.1/",
                "https://adfs.example.test\\@127.0.0.1/",
                "https://adfs.example.test:0/",
                "https://adfs.example.test:99999/",
                "https://adfs example.test/",
                "https://adfs.example.test/#fragment",
                "https://adfs\u3002example.test/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://127.0.1/",
                "https://127.1/",
                "https://127.0.0.01/",
                "https://1.2.3.4.5/",
                "https://example.test.0x7f/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/"
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThat(fault(egress(EgressRules.PUBLIC), url)).contains(EgressFault.BAD_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "100.100.100.200",
                "[::]",
                "[::1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[fe80::1]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:0:1::1]",
                "[2001:db8::1]"
            })
    void refusesAddressesThatAreNotPublic(String host) throws UnknownHostException {
        assertThat(fault(egress(EgressRules.PUBLIC), "https://" + host + "/")).contains(EgressFault.FORBIDDEN);

        var named = egress(EgressRules.PUBLIC, resolving(bare(host)), LONG);
        assertThat(fault(named, "https://adfs.example.test/")).as("by a name").contains(EgressFault.FORBIDDEN);
        var mixed = egress(EgressRules.PUBLIC, resolving("8.8.8.8", bare(host)), LONG);
        assertThat(fault(mixed, "https://adfs.example.test/"))
                .as("beside a public one")
                .contains(EgressFault.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "168.63.129.16",
                "100.100.100.200",
                "[fd00:ec2::254]",
                "[fd20:ce::254]",
                "[fd00:c1::a9fe:a9fe]",
                "[fe80::1]"
            })
    void neverAsksForWhatACloudTellsItsMachines(String host) {
        var all = new EgressRules(AddressBlock.list("0.0.0.0/1 128.0.0.0/1 ::/1 8000::/1"));

        assertThat(fault(egress(all), "https://" + host + "/")).contains(EgressFault.FORBIDDEN);
    }

    @Test
    void asksPublicAddressesByHttpsAlone() throws UnknownHostException {
        var egress = egress(EgressRules.PUBLIC, resolving("8.8.8.8"), LONG);

        assertThat(fault(egress, "http://adfs.example.test/")).contains(EgressFault.NOT_HTTPS);
        assertThat(fault(egress, "https://adfs.example.test:22/")).contains(EgressFault.BAD_PORT);
        assertThat(fault(egress, "https://adfs.example.test:6379/")).contains(EgressFault.BAD_PORT);
    }

    @Test
    @DisplayName("a name that leads elsewhere when it is looked up again is not looked up again")
    void connectsToTheAddressThatWasJudged() throws EgressException {
        var judged = server("127.0.0.2", FINE);
        var answers = new ArrayDeque<>(List.of("127.0.0.2", "127.0.0.3", "127.0.0.3"));
        var egress = egress(INSIDE, _ -> addresses(answers.remove()), LONG);

        assertThat(text(egress.xml("acme", "http://adfs.example.test:" + judged.port() + "/")))
                .isEqualTo("<a/>");
        assertThat(answers).hasSize(2);
        assertThat(judged.asked()).singleElement().asString().contains("Host: adfs.example.test:" + judged.port());
    }

    @Test
    void judgesRedirectionsAnew() {
        var secret = server("127.0.0.3", FINE);
        for (var location : List.of(
                "http://127.0.0.3:" + secret.port() + "/",
                "//127.0.0.3:" + secret.port() + "/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/")) {
            assertThat(redirected(location)).as(location).contains(EgressFault.FORBIDDEN);
        }
        for (var location : List.of(
                "file:///etc/passwd", "gopher://127.0.0.2/", "jar:https://a.test/b!/c", "http://a@127.0.0.2/")) {
            assertThat(redirected(location)).as(location).contains(EgressFault.BAD_URL);
        }
        assertThat(secret.asked()).isEmpty();
    }

    @Test
    void isNotSentIntoTheOperatorsNetworksFromOutside() throws EgressException, UnknownHostException {
        var outside = new EgressRules.Destination(List.of(InetAddress.ofLiteral("8.8.8.8")), false);
        var inside = new EgressRules.Destination(List.of(InetAddress.ofLiteral("127.0.0.2")), true);
        var url = OutgoingUrl.of("https://adfs.example.test/");

        var refusal = catchThrowableOfType(
                EgressException.class, () -> INSIDE.redirected(outside, url, resolving("127.0.0.2")));

        assertThat(refusal.fault()).isEqualTo(EgressFault.FORBIDDEN);
        assertThat(INSIDE.redirected(inside, url, resolving("127.0.0.2")).isInside())
                .isTrue();
        assertThat(INSIDE.redirected(inside, url, resolving("8.8.8.8")).isInside())
                .isFalse();
    }

    @Test
    void followsAFewRedirections() throws EgressException {
        var server = server("127.0.0.2", FINE);
        var first = server("127.0.0.2", redirecting("http://127.0.0.2:" + server.port() + "/there"));
        var endless = server("127.0.0.2", redirecting("/again"));

        assertThat(text(egress(INSIDE).xml("acme", "http://127.0.0.2:" + first.port() + "/")))
                .isEqualTo("<a/>");
        assertThat(fault(egress(INSIDE), "http://127.0.0.2:" + endless.port() + "/"))
                .contains(EgressFault.REDIRECTS);
        assertThat(endless.asked()).hasSize(4);
    }

    @Test
    void readsNoMoreThanAMebibyte() {
        var most = 1 << 20;
        var longer = "a".repeat(most + 1);
        assertThat(answered(FakeServer.ok("Content-Type: text/xml", "a".repeat(most))))
                .isEmpty();
        assertThat(answered(FakeServer.ok("Content-Type: text/xml", longer))).contains(EgressFault.TOO_LARGE);
        assertThat(answered(out -> {
                    FakeServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        FakeServer.write(out, "10000\r\n" + "a".repeat(1 << 16) + "\r\n");
                    }
                }))
                .as("without an end")
                .contains(EgressFault.TOO_LARGE);
        assertThat(answered(out -> {
                    FakeServer.write(out, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        FakeServer.write(out, "X-A: " + "a".repeat(1000) + "\r\n");
                    }
                }))
                .as("headers without an end")
                .contains(EgressFault.BROKEN);
    }

    @Test
    void waitsNoLongerThanItMay() {
        for (var head : List.of("", "HTTP/1.1 200 OK\r\nX-A: ", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) {
            var start = Instant.now();
            assertThat(answered(SHORT, out -> {
                        FakeServer.write(out, head);
                        while (true) {
                            FakeServer.write(out, "a");
                            Thread.sleep(50);
                        }
                    }))
                    .as(head)
                    .contains(EgressFault.TOO_SLOW);
            assertThat(Duration.between(start, Instant.now()))
                    .as("less than the server would go on")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void takesNothingButXmlAsItIs() {
        assertThat(answered(FakeServer.ok("Content-Encoding: gzip", "<a/>"))).contains(EgressFault.ENCODED);
        assertThat(answered(FakeServer.ok("Content-Type: text/html", "<a/>"))).contains(EgressFault.MEDIA_TYPE);
        assertThat(answered(FakeServer.ok("Content-Type: application/samlmetadata+xml; charset=utf-8", "<a/>")))
                .isEmpty();
        assertThat(answered(FakeServer.ok("X-A: b", "<a/>"))).isEmpty();
        assertThat(answered(out -> FakeServer.write(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")))
                .contains(EgressFault.STATUS);
        assertThat(answered(out -> FakeServer.write(out, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")))
                .contains(EgressFault.STATUS);
        assertThat(answered(out -> FakeServer.write(out, "220 mail.example.test ESMTP\r\n")))
                .contains(EgressFault.BROKEN);
        assertThat(answered(_ -> {})).contains(EgressFault.BROKEN);
    }

    @Test
    void triesTheNextAddressWhenOneIsNotReached() throws EgressException {
        var server = server("127.0.0.2", FINE);
        var rules = new EgressRules(AddressBlock.list("127.0.0.0/8"));
        var egress = egress(
                rules,
                _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.4"), InetAddress.ofLiteral("127.0.0.2")},
                LONG);

        assertThat(text(egress.xml("acme", "http://adfs.example.test:" + server.port() + "/")))
                .isEqualTo("<a/>");
        assertThat(fault(egress(rules), "http://127.0.0.4:" + server.port() + "/"))
                .contains(EgressFault.UNREACHABLE);
        assertThat(fault(
                        egress(
                                EgressRules.PUBLIC,
                                host -> {
                                    throw new UnknownHostException(host);
                                },
                                LONG),
                        "https://a.example.test/"))
                .contains(EgressFault.UNKNOWN_HOST);
    }

    @Test
    void asksOnlySoManyAtOnceAndFewForOne() throws InterruptedException, ExecutionException {
        var server = server("127.0.0.2", FakeServer.ok("Content-Type: text/xml", "<a/>"));
        var open = "http://127.0.0.2:" + server.port() + "/";
        var slow = "http://slow.example.test:" + server.port() + "/";
        var waiting = new CountDownLatch(64);
        var goOn = new CountDownLatch(1);
        var egress = egress(
                INSIDE,
                host -> {
                    if (host.startsWith("slow")) {
                        waiting.countDown();
                        await(goOn);
                    }
                    return addresses("127.0.0.2");
                },
                LONG);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var visits = new ExecutorCompletionService<Optional<EgressFault>>(threads);
            for (int each = 0; each < 70; each++) {
                visits.submit(() -> fault(egress, "greedy", slow));
            }
            for (int each = 16; each < 70; each++) {
                assertThat(visits.take().get()).contains(EgressFault.BUSY);
            }
            assertThat(fault(egress, "modest", open)).isEmpty();

            for (int each = 16; each < 64; each++) {
                var owner = "other" + each % 4;
                visits.submit(() -> Eventually.first( // those that have just ended may keep their places for a moment
                        () -> fault(egress, owner, slow), fault -> !fault.equals(Optional.of(EgressFault.BUSY))));
            }
            assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(fault(egress, "modest", open)).contains(EgressFault.BUSY);

            goOn.countDown();
            for (int each = 0; each < 64; each++) {
                assertThat(visits.take().get()).isEmpty();
            }
        }
        Eventually.until(() -> fault(egress, "greedy", open).isEmpty());
    }

    private Optional<EgressFault> answered(FakeServer.Reply reply) {
        return answered(LONG, reply);
    }

    private Optional<EgressFault> answered(Duration longest, FakeServer.Reply reply) {
        var server = server("127.0.0.2", reply);
        return fault(egress(INSIDE, EgressRules.Resolver.SYSTEM, longest), "http://127.0.0.2:" + server.port() + "/");
    }

    private Optional<EgressFault> redirected(String location) {
        var server = server("127.0.0.2", redirecting(location));
        return fault(egress(INSIDE), "http://127.0.0.2:" + server.port() + "/");
    }

    private static FakeServer.Reply redirecting(String location) {
        return out ->
                FakeServer.write(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    private FakeServer server(String address, FakeServer.Reply reply) {
        var server = FakeServer.at(address, reply);
        opened.add(server);
        return server;
    }

    private Egress egress(EgressRules rules) {
        return egress(rules, EgressRules.Resolver.SYSTEM, LONG);
    }

    private Egress egress(EgressRules rules, EgressRules.Resolver resolver, Duration longest) {
        try {
            var egress = Egress.by(rules, resolver, SSLContext.getDefault(), longest);
            opened.add(egress);
            return egress;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EgressRules.Resolver resolving(String... literals) {
        return _ -> addresses(literals);
    }

    private static InetAddress[] addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static String bare(String host) {
        return host.replaceAll("[\\[\\]]", "");
    }

    private static Optional<EgressFault> fault(Egress egress, String url) {
        return fault(egress, "acme", url);
    }

    private static Optional<EgressFault> fault(Egress egress, String owner, String url) {
        try {
            egress.xml(owner, url);
            return Optional.empty();
        } catch (EgressException e) {
            return Optional.of(e.fault());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
