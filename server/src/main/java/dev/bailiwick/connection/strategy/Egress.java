package dev.bailiwick.connection.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The only way out: whatever this server asks of another one is asked here. A host's addresses are looked up once, judged by the
 * {@link EgressRules}, and one of those very addresses is connected to, so that no second answer of the host's name server counts.
 * Redirections are judged anew. Requests carry no credentials. So many are asked at once, and few of them for one owner: whoever asks
 * servers that do not answer keeps nobody else from asking.
 */
public final class Egress implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Timeout EACH_WAIT = Timeout.ofSeconds(5);
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_OF_ONE = 16;
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER = 8_192;
    private static final int OK = 200;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final EgressRules rules;
    private final EgressRules.Resolver resolver;
    private final @Nullable SSLContext tls;
    private final Duration longest;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();
    private @Nullable CloseableHttpClient http;

    private Egress(EgressRules rules, EgressRules.Resolver resolver, @Nullable SSLContext tls, Duration longest) {
        this.rules = rules;
        this.resolver = resolver;
        this.tls = tls;
        this.longest = longest;
    }

    /** By the name servers and the certificate authorities of the machine. */
    public static Egress by(EgressRules rules) {
        return new Egress(rules, EgressRules.Resolver.SYSTEM, null, LONGEST);
    }

    /** The same with others in their places. */
    static Egress by(EgressRules rules, EgressRules.Resolver resolver, SSLContext tls, Duration longest) {
        return new Egress(rules, resolver, tls, longest);
    }

    /** What came back: a document, or where else it is. */
    private static final class Reply {

        private final @Nullable String location;
        private final byte[] body;

        Reply(@Nullable String location, byte[] body) {
            this.location = location;
            this.body = body;
        }
    }

    /**
     * Fetches a document of XML of up to 1 MiB, within ten seconds. It has no place in a transaction.
     *
     * @param owner for whom it is fetched
     * @throws EgressException when nothing is fetched, for whatever reason
     */
    public byte[] xml(String owner, String url) throws EgressException {
        var running = new AtomicReference<HttpGet>();
        var visit = new FutureTask<>(() -> follow(OutgoingUrl.of(url), running));
        start(owner, visit);
        try {
            return visit.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EgressException(EgressFault.TOO_SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EgressException(EgressFault.TOO_SLOW);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EgressException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            stop(visit, running);
        }
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            try {
                http.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** On a thread of the operating system: looking a name up holds one anyway, and virtual ones have few to share. */
    private void start(String owner, Runnable visit) throws EgressException {
        enter(owner);
        Thread.ofPlatform().daemon().name("egress").start(() -> {
            try {
                visit.run();
            } finally {
                room.release();
                leave(owner);
            }
        });
    }

    private void enter(String owner) throws EgressException {
        boolean hasShare = owners.merge(owner, 1, Integer::sum) <= MOST_OF_ONE;
        if (!hasShare || !room.tryAcquire()) {
            leave(owner);
            throw new EgressException(EgressFault.BUSY);
        }
    }

    private void leave(String owner) {
        owners.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
    }

    /** What was begun and is not over is given up, also where nothing but the socket can be woken. */
    private static void stop(FutureTask<?> visit, AtomicReference<HttpGet> running) {
        visit.cancel(true);
        var request = running.get();
        if (request != null) {
            request.cancel();
        }
    }

    private byte[] follow(OutgoingUrl first, AtomicReference<HttpGet> running) throws EgressException {
        var url = first;
        var destination = rules.destination(url, resolver);
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var reply = fetch(url, destination, running);
            if (reply.location == null) {
                return reply.body;
            }
            url = url.resolved(reply.location);
            destination = rules.redirected(destination, url, resolver);
        }
        throw new EgressException(EgressFault.REDIRECTS);
    }

    /** Goes to the first of the addresses that can be reached. */
    private Reply fetch(OutgoingUrl url, EgressRules.Destination destination, AtomicReference<HttpGet> running)
            throws EgressException {
        var last = new EgressException(EgressFault.UNREACHABLE);
        for (var address : destination.addresses()) {
            try {
                return fetch(url, address, running);
            } catch (EgressException e) {
                if (e.fault() != EgressFault.UNREACHABLE) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private Reply fetch(OutgoingUrl url, InetAddress address, AtomicReference<HttpGet> running) throws EgressException {
        var request = new HttpGet(url.uri());
        request.setHeader("Accept", "application/xml, text/xml");
        request.setHeader("User-Agent", "Bailiwick");
        running.set(request);
        if (Thread.currentThread().isInterrupted()) {
            throw new EgressException(EgressFault.TOO_SLOW); // whoever stops us may have looked for the request before
        }
        var target = new HttpHost(url.isSecure() ? "https" : "http", address, url.host(), url.port());
        try {
            return read(http().executeOpen(target, request, null));
        } catch (IOException e) {
            throw new EgressException(fault(e));
        } finally {
            request.cancel(); // whatever was not read stays unread
        }
    }

    private static Reply read(ClassicHttpResponse response) throws IOException, EgressException {
        if (REDIRECTIONS.contains(response.getCode())) {
            var location = response.getFirstHeader("Location");
            if (location == null) {
                throw new EgressException(EgressFault.STATUS);
            }
            return new Reply(location.getValue(), new byte[0]);
        }
        if (response.getCode() != OK) {
            throw new EgressException(EgressFault.STATUS);
        }
        if (response.containsHeader("Content-Encoding")) {
            throw new EgressException(EgressFault.ENCODED);
        }
        if (!isXml(response.getFirstHeader("Content-Type"))) {
            throw new EgressException(EgressFault.MEDIA_TYPE);
        }
        var entity = response.getEntity();
        if (entity == null) {
            throw new EgressException(EgressFault.BROKEN);
        }
        var body = entity.getContent().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new EgressException(EgressFault.TOO_LARGE);
        }
        return new Reply(null, body);
    }

    /** What does not say of which type it is will be judged by what it is. */
    private static boolean isXml(@Nullable Header contentType) {
        if (contentType == null) {
            return true;
        }
        var type = contentType.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/xml") || type.endsWith("+xml");
    }

    private static EgressFault fault(IOException failure) {
        return switch (failure) {
            case ConnectTimeoutException _, ConnectException _, NoRouteToHostException _ -> EgressFault.UNREACHABLE;
            case SSLException _ -> EgressFault.NOT_TRUSTED;
            case SocketTimeoutException _ -> EgressFault.TOO_SLOW;
            default -> EgressFault.BROKEN;
        };
    }

    /** Made, and the authorities read, when something is fetched for the first time. Where it goes is settled before, so that it looks no name up. */
    private synchronized CloseableHttpClient http() {
        if (http == null) {
            http = HttpClients.custom()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setTlsSocketStrategy(
                                    tls == null
                                            ? DefaultClientTlsStrategy.createDefault()
                                            : new DefaultClientTlsStrategy(tls))
                            .setDefaultConnectionConfig(ConnectionConfig.custom()
                                    .setConnectTimeout(EACH_WAIT)
                                    .setSocketTimeout(EACH_WAIT)
                                    .build())
                            .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                    .http1Config(Http1Config.custom()
                                            .setMaxHeaderCount(MOST_HEADERS)
                                            .setMaxLineLength(LONGEST_HEADER)
                                            .build())
                                    .build())
                            .setDnsResolver(new NoNames())
                            .setMaxConnTotal(MOST_AT_ONCE)
                            .setMaxConnPerRoute(MOST_AT_ONCE)
                            .build())
                    .setDefaultRequestConfig(RequestConfig.custom()
                            .setConnectionRequestTimeout(EACH_WAIT)
                            .setResponseTimeout(EACH_WAIT)
                            .build())
                    .setConnectionReuseStrategy((_, _, _) -> false)
                    .disableRedirectHandling()
                    .disableAutomaticRetries()
                    .disableContentCompression()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .build();
        }
        return http;
    }

    /** Nothing is connected to but an address that was judged. */
    private static final class NoNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    }
}
