package dev.bailiwick.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every setting there is. In the environment it has the prefix {@code BAILIWICK_}, in a file it is written with hyphens. */
enum Setting {
    DATA_DIR("./data", "The directory with keys and certificates, and with the embedded database."),
    DOMAIN(
            "localhost and the HTTPS port",
            "Host, and port unless it is 443, under which clients reach the default tenant. The issuer of its tokens and "
                    + "its Management API's identifier are made of it. Required with PostgreSQL, and the same on every node."),
    ADDRESS("127.0.0.1", "The address to listen on. 0.0.0.0 for all."),
    HTTPS_PORT("8443", "The port for HTTPS. 0 for a free one, which is printed."),
    HTTP_PORT("8080", "The port for plain HTTP. 0 for a free one, which is printed."),
    TLS_CERTIFICATE(
            "", "A file with the PEM certificate chain for HTTPS, in place of the generated one. Needs TLS_KEY."),
    TLS_KEY("", "A file with its PKCS #8 private key in PEM, without a password."),
    DATABASE_URL(
            "",
            "A JDBC URL, as jdbc:postgresql://host/database?user=…&password=…. Empty for SQLite in the data "
                    + "directory."),
    KEY(
            "",
            "The encryption key for secrets in the database: 32 random bytes in base64. Required with PostgreSQL, and the "
                    + "same on every node. Empty with SQLite: the key is made in the data directory."),
    BOOTSTRAP_CLIENT_ID("", "The id of the client that the first start makes. Empty for a random one."),
    BOOTSTRAP_CLIENT_SECRET("", "Its secret. Empty for a random one, which is printed once."),
    SIGNATURES(
            "auto",
            "By whose code tokens are signed: auto for Amazon Corretto's where its library loads and else the JDK's, or "
                    + "jdk for the JDK's always."),
    KEY_PAIRS(
            "4",
            "How many pairs of RSA keys are made ahead, in the background, each for one new tenant: as many tenants can then be made "
                    + "at once without waiting for the tenth of a second that a pair takes."),
    TRUSTED_PROXIES(
            "",
            "Addresses and blocks (10.0.0.0/8) of the proxies whose X-Forwarded-For and X-Forwarded-Host are believed, with "
                    + "commas between."),
    EGRESS_NETWORKS(
            "",
            "Addresses and blocks (10.0.0.0/8) in networks of yours that the server may ask for the metadata of federation servers, "
                    + "with commas between. Otherwise it asks public addresses only, by https."),
    MAX_REQUESTS("1000", "How many requests are answered at once. Beyond it they are refused, with status 503."),
    MANAGEMENT_RATE_LIMIT(
            "0",
            "How many requests a second the callers of each tenant may make of both Management APIs, on each node. Beyond it they "
                    + "are refused, with status 429. 0 for no limit."),
    LOG_RETENTION(
            "30",
            "How many days the tenants' logs tell of tokens that were issued or refused, and of refused changes. 0 for ever."),
    AUDIT_RETENTION("0", "How many days the tenants' logs tell of changes. 0 for ever."),
    EXPORT_PASSWORD_HASHES(
            "false",
            "true lets export jobs of Management API v2 write hashes of passwords, in the form that import jobs take: for whoever has "
                    + "read:users. The command export users writes them when it is told to, whatever is set here."),
    EXTENSION_LONG_NAMES(
            "false",
            "true lets names of groups, roles and permissions have up to 512 bytes. Otherwise they are as short as those of "
                    + "the original: 50 characters, and 100 for permissions."),
    EXTENSION_POLICY_SCOPE(
            "read:users",
            "The scope that a token needs to be told what a user may do by the Authorization Extension's policy route: read:users, or "
                    + "none as in the original, where any token for that API will do."),
    LOG_FORMAT("text", "text for people, json for programs."),
    LOG_LEVEL("info", "error, warning, info or debug; debug also logs every request."),
    CONFIG("", "A YAML file with settings; the environment goes before it. The command line's --config does the same."),
    JAVA_OPTIONS("", "Options for the Java virtual machine. Read by the launcher.");

    private static final String PREFIX = "BAILIWICK_";

    private final String preset;
    private final String description;

    Setting(String preset, String description) {
        this.preset = preset;
        this.description = description;
    }

    /** The setting of this name in the environment; refuses one that begins like ours and is none. */
    static Optional<Setting> ofVariable(String variable) {
        if (!variable.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Optional.of(find(variable.substring(PREFIX.length()))
                .orElseThrow(() -> unknown(variable, nearest(variable).variable())));
    }

    /** The setting of this name in a file; refuses any other. */
    static Setting ofKey(String key) {
        return find(key.toUpperCase(Locale.ROOT).replace('-', '_'))
                .filter(setting -> setting.key().equals(key))
                .orElseThrow(() -> unknown(key, nearest(PREFIX + key).key()));
    }

    /** Its name in the environment. */
    String variable() {
        return PREFIX + name();
    }

    /** Its name in a file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is when nobody sets it; where that depends, in words. */
    String preset() {
        return preset;
    }

    String description() {
        return description;
    }

    private static Optional<Setting> find(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    private static Setting nearest(String name) {
        var distance = LevenshteinDistance.getDefaultInstance();
        var variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> distance.apply(variable, setting.variable())))
                .orElseThrow();
    }

    private static IllegalArgumentException unknown(String name, String nearest) {
        return new IllegalArgumentException("There is no setting " + name + ". Did you mean " + nearest + "?");
    }
}
