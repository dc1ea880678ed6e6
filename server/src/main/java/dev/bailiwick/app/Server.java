package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.audit.Retention;
import dev.bailiwick.certificate.HostCertificates;
import dev.bailiwick.certificate.TlsIdentity;
import dev.bailiwick.extension.ExtensionApi;
import dev.bailiwick.login.LoginApi;
import dev.bailiwick.management.v2.ManagementApi;
import dev.bailiwick.measure.Histogram;
import dev.bailiwick.oauth.OAuthApi;
import dev.bailiwick.oauth.grant.ClientCredentialsGrant;
import dev.bailiwick.oauth.grant.OwnApi;
import dev.bailiwick.operator.OperatorApi;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.DoorRules;
import dev.bailiwick.web.HealthApi;
import dev.bailiwick.web.HttpServer;
import dev.bailiwick.web.MetricsApi;
import dev.bailiwick.web.RateLimit;
import dev.bailiwick.web.Route;
import dev.bailiwick.web.Router;
import dev.bailiwick.web.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A running server: the features, the edges on them, the doors before them. */
final class Server implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(1);
    private static final Duration PURGE_LOOKS = Duration.ofMinutes(1);

    private final Storage storage;
    private final Features features;
    private final DataDirectory directory;
    private final Optional<String> caCertificate;
    private final Router router;
    private final Traffic traffic;
    private final Histogram tokens = Histogram.ofDurations();
    private final RateLimit managementLimit;
    private final HttpServer http;
    private final Purge purge;
    private final NextKeys nextKeys;
    private final Retention retention;
    private final TenantPorts ports;
    private final ExtensionApi.Options extension;
    private final Optional<FirstClient> firstClient;
    private final String domain;
    private volatile boolean ready;

    private Server(Settings settings, DataDirectory directory, Storage storage, RsaKeyPairs keyPairs) {
        this.storage = storage;
        this.directory = directory;
        this.extension = new ExtensionApi.Options(settings.hasLongNames(), settings.tellsPoliciesToAll());
        this.features = Features.over(
                storage,
                Clock.systemUTC(),
                settings.signatures(),
                keyPairs,
                settings.egressRules(),
                settings.exportsPasswordHashes());
        var ownIdentity = TlsFiles.find(settings);
        var identity = ownIdentity.orElseGet(() -> features.certificates().server(hosts(settings)));
        this.caCertificate = ownIdentity.isPresent()
                ? Optional.empty()
                : Optional.of(features.certificates().caPem());
        caCertificate.ifPresent(directory::writeCaCertificate);
        this.traffic = new Traffic(settings.mostRequests());
        this.managementLimit = new RateLimit(settings.managementRateLimit(), Clock.systemUTC());
        this.retention =
                new Retention(storage.database(), Clock.systemUTC(), features.tenants()::ids, settings.logRetention());
        this.purge = new Purge(features.removedTenants(), features.removedConnections(), features.authorization());
        this.nextKeys = new NextKeys(features.signingKeys(), features.keyRotation(), Clock.systemUTC());
        this.ports = new TenantPorts(features.tenants(), this::openPort, this::shutPort);
        this.router = new Router(
                apis(),
                this::tenant,
                new RandomText(() -> ThreadLocalRandom.current().nextLong()),
                traffic,
                DoorRules.DEFAULT.with(settings.trustedProxies()));
        this.http = HttpServer.start(
                settings.address(),
                settings.httpsPort(),
                settings.httpPort(),
                tls(identity, ownIdentity.isEmpty(), settings),
                router);
        try {
            this.domain = settings.domain().orElse("localhost:" + http.httpsPort());
            this.firstClient = new Bootstrap(storage.database(), features, settings).run(domain);
            ports.follow();
            if (storage.lock() != null) {
                storage.lock().announce("http://127.0.0.1:" + http.httpPort());
            }
        } catch (RuntimeException e) {
            closeDoors();
            throw e;
        }
        ports.keepFollowing();
        purge.keepLooking(PURGE_LOOKS);
        nextKeys.keepLooking();
        features.tokenEvents().keepWriting();
        retention.keepLooking();
        features.jobs().workers().keepLooking();
        this.ready = true;
    }

    /** Starts and returns when requests are answered. */
    static Server start(Settings settings) {
        return start(settings, settings.keyPairs()); // which may be making one while the database is opened
    }

    /** The same with another stock of key pairs. */
    static Server start(Settings settings, RsaKeyPairs keyPairs) {
        var directory = DataDirectory.at(settings.dataDirectory());
        var storage = Storage.tryOpen(settings, directory)
                .orElseThrow(() ->
                        new IllegalStateException("Another server runs on this data directory: " + directory.path()));
        return start(settings, directory, storage, keyPairs);
    }

    /** The same on a database that is open already, and will be closed with the server. */
    static Server start(Settings settings, DataDirectory directory, Storage storage, RsaKeyPairs keyPairs) {
        try {
            return new Server(settings, directory, storage, keyPairs);
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    String domain() {
        return domain;
    }

    int httpPort() {
        return http.httpPort();
    }

    int httpsPort() {
        return http.httpsPort();
    }

    DataDirectory directory() {
        return directory;
    }

    /** Whether HTTPS is served with a certificate of the generated CA, and not with one that the operator brought. */
    boolean hasOwnCa() {
        return caCertificate.isPresent();
    }

    /** The client that this start has made, if it was the first. */
    Optional<FirstClient> firstClient() {
        return firstClient;
    }

    /** By whose code tokens are signed. Asking loads that code, which takes a moment. */
    Signatures signatures() {
        return features.signatures();
    }

    /** Brings a folder in for the default tenant; see {@link Auth0Import}. */
    void bringIn(Path folder, Consumer<Outcome> told) throws IOException, InterruptedException {
        var door = Auth0Here.of(storage, features, Bootstrap.TENANT, Origin.command("start"));
        var _ = new Auth0Import(door, told).run(folder, Map.of(), false);
    }

    /** Lets the requests in flight finish, then closes the database. */
    @Override
    public void close() {
        ready = false;
        closeDoors();
        features.keyPairs().close();
        features.egress().close();
        features.apiKeys().close();
        features.tokenEvents().close();
        features.simulationJobs().close();
        features.directory().passwords().close();
        features.jobs().workers().close();
        storage.close();
    }

    /** The whole route table, edge by edge. */
    List<Api> apis() {
        var apis = new ArrayList<Api>();
        apis.add(HealthApi.of(this::isReady));
        var metrics = new Metrics(
                traffic, tokens, features.authorization().policies(), features.tokenEvents(), storage.database());
        apis.add(MetricsApi.of(metrics::page));
        caCertificate.ifPresent(pem -> apis.add(Api.ofServer(
                List.of("/ca.pem"),
                List.of(Route.get("", Access.anyone(), _ -> Answer.text("application/x-pem-file", pem))))));
        var management = features.managementApi();
        apis.addAll(OAuthApi.of(
                features.clients(),
                features.clientAssertions(),
                features.signingKeys(),
                features.resourceServers(),
                features.tokenEvents(),
                List.of(new TimedGrant(
                        new ClientCredentialsGrant(
                                features.clientGrants(),
                                features.accessTokens(),
                                features.managementTokens(),
                                features.tenantSettings(),
                                new OwnApi(ManagementApi::audience, ManagementApi.scopesInUse(management))),
                        tokens))));
        apis.addAll(ExtensionApi.of(
                features.authorization(),
                features.simulationJobs(),
                features.directory().users(),
                features.accessTokens(),
                features.apiKeys(),
                features.apiSwitch(),
                features.clients(),
                features.connections(),
                features.extensionExport(),
                features.extensionImport(),
                extension));
        apis.addAll(LoginApi.of(features.connections()));
        apis.add(management.within(managementLimit));
        features.managementV1Api().forEach(api -> apis.add(api.within(managementLimit)));
        apis.add(OperatorApi.of(
                directory.operatorKey(),
                new ExtensionDocument(storage.database(), features),
                new Tenancies(storage.database(), features, ports, purge),
                OperatorKeys.over(storage.database(), features),
                OperatorContents.over(storage.database(), features),
                OperatorUsers.over(storage.database(), features),
                new Auth0Tenants(storage, features)));
        return apis;
    }

    /** With certificates for the hosts of tenants as well, unless the operator brought the certificate. */
    private SSLContext tls(TlsIdentity identity, boolean isOwn, Settings settings) {
        return isOwn
                ? identity.sslContext(
                        new HostCertificates(features.certificates(), hosts(settings), features.tenants()::hasHost))
                : identity.sslContext();
    }

    private Optional<Tenant> tenant(String host, boolean isFromLoopback) {
        requireReady();
        return features.tenants().findByHost(host, isFromLoopback);
    }

    private void requireReady() {
        if (!ready) {
            throw new Problem.Unavailable(STARTING).asException();
        }
    }

    /** Opens a tenant's own port. Whose it is, the database is asked anew for each request. */
    private int openPort(int port) {
        var own = new CompletableFuture<Integer>();
        int opened = http.open(port, router.findingTenants((_, _) -> {
            requireReady();
            return features.tenants().findByPort(own.join());
        }));
        own.complete(opened);
        return opened;
    }

    private void shutPort(int port) {
        http.shut(port);
    }

    private void closeDoors() {
        ports.close();
        http.close();
        purge.close();
        nextKeys.close();
        retention.close();
    }

    private boolean isReady() {
        try {
            storage.database().ping();
            return ready;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The names that the server's certificate has to be for. */
    private static Set<String> hosts(Settings settings) {
        var hosts = new HashSet<String>();
        settings.domain().map(Tenant::hostOf).ifPresent(hosts::add);
        if (!settings.address().isAnyLocalAddress()) {
            hosts.add(settings.address().getHostAddress());
        }
        return hosts;
    }
}
