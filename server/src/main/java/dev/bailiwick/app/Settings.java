package dev.bailiwick.app;

import dev.bailiwick.audit.LogType;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.strategy.EgressRules;
import dev.bailiwick.network.AddressBlock;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.web.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.logging.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the operator has set.
 *
 * @param values the settings that are set, and not to nothing
 * @param isEphemeral whether the data go with the server
 */
record Settings(Map<Setting, String> values, boolean isEphemeral) {

    private static final int HIGHEST_PORT = 65_535;

    /** The presets of an ephemeral server. The JDK signs slower, but need not be loaded first. */
    private static final Map<Setting, String> EPHEMERAL =
            Map.of(Setting.HTTPS_PORT, "0", Setting.HTTP_PORT, "0", Setting.SIGNATURES, "jdk", Setting.KEY_PAIRS, "32");

    Settings {
        values = Map.copyOf(values);
    }

    /** Settings of a server whose data stay. */
    Settings(Map<Setting, String> values) {
        this(values, false);
    }

    /**
     * Reads the environment, and a file below it if one is named there or on the command line. Refuses names that are no
     * setting.
     */
    static Settings read(Map<String, String> environment, Optional<Path> file) {
        var fromEnvironment = new EnumMap<Setting, String>(Setting.class);
        environment.forEach((name, value) ->
                Setting.ofVariable(name).ifPresent(setting -> fromEnvironment.put(setting, value.strip())));
        var values = new EnumMap<Setting, String>(Setting.class);
        file.or(() -> Optional.ofNullable(fromEnvironment.get(Setting.CONFIG))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of))
                .ifPresent(path -> values.putAll(fromFile(path)));
        values.putAll(fromEnvironment);
        values.values().removeIf(String::isEmpty);
        return new Settings(values);
    }

    /** The same for a server whose data are in this directory, and go with it. Refuses to be told where else they are. */
    Settings ephemeralIn(Path directory) {
        for (var place : List.of(Setting.DATA_DIR, Setting.DATABASE_URL)) {
            if (find(place).isPresent()) {
                throw invalid(
                        place, "cannot be set for an ephemeral server, which has a place of its own for its data");
            }
        }
        var chosen = new EnumMap<>(EPHEMERAL);
        chosen.putAll(values);
        chosen.put(Setting.DATA_DIR, directory.toString());
        return new Settings(chosen, true);
    }

    Path dataDirectory() {
        return Path.of(text(Setting.DATA_DIR)).toAbsolutePath().normalize();
    }

    InetAddress address() {
        try {
            return InetAddress.getByName(text(Setting.ADDRESS));
        } catch (UnknownHostException e) {
            throw invalid(Setting.ADDRESS, "is no address of this machine");
        }
    }

    /** Host, and port unless it is 443, in lower case, of which the issuer is made. */
    Optional<String> domain() {
        var domain = find(Setting.DOMAIN);
        if (domain.filter(text -> !Tenant.isDomain(text)).isPresent()) {
            throw invalid(Setting.DOMAIN, "is no host, or host and port");
        }
        return domain.map(Tenant::domainOf);
    }

    /** The id of the client that the first start makes; empty for a random one. */
    Optional<ClientId> bootstrapClientId() {
        var id = find(Setting.BOOTSTRAP_CLIENT_ID);
        if (id.filter(text -> !ClientId.isFormed(text)).isPresent()) {
            throw invalid(Setting.BOOTSTRAP_CLIENT_ID, ClientId.RULE);
        }
        return id.map(ClientId::new);
    }

    /** The box with the configured encryption key. */
    Optional<SecretBox> box() {
        try {
            return find(Setting.KEY).map(SecretBox::ofBase64);
        } catch (IllegalArgumentException e) {
            throw invalid(Setting.KEY, "must be 32 bytes in base64");
        }
    }

    Signatures signatures() {
        return switch (text(Setting.SIGNATURES)) {
            case "auto" -> Signatures.fastest();
            case "jdk" -> Signatures.ofJdk();
            default -> throw invalid(Setting.SIGNATURES, "is neither auto nor jdk");
        };
    }

    int httpsPort() {
        return port(Setting.HTTPS_PORT);
    }

    int httpPort() {
        return port(Setting.HTTP_PORT);
    }

    /** The proxies that are believed. */
    TrustedProxies trustedProxies() {
        try {
            return TrustedProxies.parse(text(Setting.TRUSTED_PROXIES));
        } catch (IllegalArgumentException e) {
            throw invalid(Setting.TRUSTED_PROXIES, String.valueOf(e.getMessage()));
        }
    }

    /** Which addresses the server may ask. */
    EgressRules egressRules() {
        try {
            return new EgressRules(AddressBlock.list(text(Setting.EGRESS_NETWORKS)));
        } catch (IllegalArgumentException e) {
            throw invalid(Setting.EGRESS_NETWORKS, String.valueOf(e.getMessage()));
        }
    }

    /** How many requests are answered at once. */
    int mostRequests() {
        var text = text(Setting.MAX_REQUESTS);
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw invalid(Setting.MAX_REQUESTS, "is no number from 1 to 999999");
        }
        return Integer.parseInt(text);
    }

    /** The stock of key pairs. That of an ephemeral server begins to be filled at once. */
    RsaKeyPairs keyPairs() {
        var text = text(Setting.KEY_PAIRS);
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw invalid(Setting.KEY_PAIRS, "is no number from 1 to 9999");
        }
        int most = Integer.parseInt(text);
        return isEphemeral ? RsaKeyPairs.madeAtOnce(most) : new RsaKeyPairs(most);
    }

    /** How often Management API v2 may be asked; 0 for no limit. */
    int managementRateLimit() {
        var text = text(Setting.MANAGEMENT_RATE_LIMIT);
        if (!text.matches("[0-9]{1,6}")) {
            throw invalid(Setting.MANAGEMENT_RATE_LIMIT, "is no number from 0 to 999999");
        }
        return Integer.parseInt(text);
    }

    /** How long entries of tenants' logs stay; those of the other types stay for ever. */
    Map<LogType, Duration> logRetention() {
        var kept = new EnumMap<LogType, Duration>(LogType.class);
        days(Setting.AUDIT_RETENTION).ifPresent(time -> kept.put(LogType.CHANGE, time));
        days(Setting.LOG_RETENTION).ifPresent(time -> {
            kept.put(LogType.TOKEN_ISSUED, time);
            kept.put(LogType.TOKEN_REFUSED, time);
            kept.put(LogType.CHANGE_REFUSED, time);
        });
        return kept;
    }

    /** Whether names in the Authorization Extension may be longer than in the original. */
    boolean hasLongNames() {
        return switch (text(Setting.EXTENSION_LONG_NAMES)) {
            case "false" -> false;
            case "true" -> true;
            default -> throw invalid(Setting.EXTENSION_LONG_NAMES, "is neither true nor false");
        };
    }

    /** Whether any token for the Authorization Extension's API is told policies, as by the original. */
    boolean tellsPoliciesToAll() {
        return switch (text(Setting.EXTENSION_POLICY_SCOPE)) {
            case "read:users" -> false;
            case "none" -> true;
            default -> throw invalid(Setting.EXTENSION_POLICY_SCOPE, "is neither read:users nor none");
        };
    }

    /** Whether jobs may write hashes of passwords out. */
    boolean exportsPasswordHashes() {
        return switch (text(Setting.EXPORT_PASSWORD_HASHES)) {
            case "false" -> false;
            case "true" -> true;
            default -> throw invalid(Setting.EXPORT_PASSWORD_HASHES, "is neither true nor false");
        };
    }

    LogFormat logFormat() {
        return switch (text(Setting.LOG_FORMAT)) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> throw invalid(Setting.LOG_FORMAT, "is neither text nor json");
        };
    }

    /** What our own loggers log. */
    Level logLevel() {
        return switch (text(Setting.LOG_LEVEL)) {
            case "error" -> Level.SEVERE;
            case "warning" -> Level.WARNING;
            case "info" -> Level.INFO;
            case "debug" -> Level.FINE;
            default -> throw invalid(Setting.LOG_LEVEL, "is none of error, warning, info and debug");
        };
    }

    /** A value that was set. */
    Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The names alone, because keys and passwords are among the values. */
    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(values.keySet());
    }

    private String text(Setting setting) {
        return find(setting).orElse(setting.preset());
    }

    /** Empty for ever. */
    private Optional<Duration> days(Setting setting) {
        var text = text(setting);
        if (!text.matches("[0-9]{1,5}")) {
            throw invalid(setting, "is no number of days from 0 to 99999");
        }
        return Optional.of(Duration.ofDays(Integer.parseInt(text))).filter(time -> !time.isZero());
    }

    private int port(Setting setting) {
        try {
            int port = Integer.parseInt(text(setting));
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw invalid(setting, "is no port number");
        }
        throw invalid(setting, "is no port number");
    }

    private static Map<Setting, String> fromFile(Path file) {
        try {
            var tree = new YAMLMapper().readTree(Files.readString(file));
            if (!tree.isObject() && !tree.isMissingNode() && !tree.isNull()) {
                throw new IllegalArgumentException("The settings file " + file + " must hold names with values.");
            }
            var values = new EnumMap<Setting, String>(Setting.class);
            tree.properties()
                    .forEach(entry -> values.put(
                            Setting.ofKey(entry.getKey()),
                            entry.getValue().asString().strip()));
            return values;
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException("The settings file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException invalid(Setting setting, String fault) {
        return new IllegalArgumentException(setting.variable() + " " + fault + ".");
    }
}
