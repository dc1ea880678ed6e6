package dev.bailiwick.connection.strategy;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.network.Web;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Completes the options of a server of WS-Federation by what its metadata tell: by which certificates it signs, and where people log
 * in. Metadata come with the options, or are fetched from the server. Where neither brings any, the given ones count.
 */
final class Federation {

    private static final String SERVER = "adfs_server";
    private static final String DOCUMENT = "fedMetadataXml";
    private static final String THUMBPRINTS = "thumbprints";
    private static final String SIGN_IN = "signInEndpoint";

    /** Why nothing could be learnt from the server; ours. */
    private static final String FAILURE = "metadata_error";

    /** What a server tells. */
    private static final List<String> LEARNT = List.of(THUMBPRINTS, SIGN_IN);

    private static final JsonObject NOTHING_LEARNT = JsonObject.of(Map.of(THUMBPRINTS, List.of()));
    private static final String HTTPS = "https://";
    private static final String METADATA_PATH = "/FederationMetadata/2007-06/FederationMetadata.xml";
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{1,128}");

    private final Egress egress;

    Federation(Egress egress) {
        this.egress = egress;
    }

    /** May wait for the other server. Refuses with {@link Problem.Invalid} what cannot be, metadata that cannot be read among it. */
    JsonObject completed(Tenant tenant, JsonObject given) {
        requireFormed(given);
        var options = given.without(List.of(FAILURE)).orElse(NOTHING_LEARNT);
        var server = filled(given, SERVER);
        return filled(given, DOCUMENT)
                .map(text -> inline(options, text))
                .or(() -> server.map(text -> fetched(tenant, options, text)))
                .orElse(options);
    }

    /** Refuses as {@link #completed} what cannot be, and asks nobody. */
    static void requireAllowed(JsonObject given) {
        requireFormed(given);
        filled(given, DOCUMENT).ifPresent(text -> inline(given, text));
    }

    private static void requireFormed(JsonObject given) {
        for (var name : List.of(SERVER, DOCUMENT, SIGN_IN)) {
            if (given.value("/" + name).isPresent() && given.text("/" + name).isEmpty()) {
                throw invalid(name, "must be a string");
            }
        }
        requireThumbprints(given);
        given.text("/" + SIGN_IN).filter(Web::isRun).ifPresent(_ -> {
            throw invalid(SIGN_IN, "must be a URL of http or https");
        });
        if (filled(given, SERVER).isPresent() && filled(given, DOCUMENT).isPresent()) {
            throw invalid(DOCUMENT, "cannot be set together with " + SERVER);
        }
    }

    private static Optional<String> filled(JsonObject given, String name) {
        return given.text("/" + name).filter(text -> !text.isBlank());
    }

    /**
     * {@link #completed} in the place of other options. Where the same server is not to be asked just now, what it told before counts,
     * unless something else is given.
     */
    JsonObject changed(Tenant tenant, JsonObject given, JsonObject present) {
        var options = completed(tenant, given);
        if (!options.has(FAILURE) || !options.text("/" + SERVER).equals(present.text("/" + SERVER))) {
            return options;
        }
        var missing = LEARNT.stream().filter(name -> !given.has(name)).toList();
        return options.without(missing).orElse(present.only(missing)).orElse(NOTHING_LEARNT);
    }

    private static JsonObject inline(JsonObject options, String document) {
        try {
            return told(options, FederationMetadata.read(document.getBytes(StandardCharsets.UTF_8)));
        } catch (FederationMetadata.UnreadableException e) {
            throw invalid(DOCUMENT, e.reason());
        }
    }

    private JsonObject fetched(Tenant tenant, JsonObject options, String server) {
        try {
            return told(options, FederationMetadata.read(egress.xml(tenant.id().value(), metadataOf(server.strip()))));
        } catch (EgressException e) {
            return options.with(
                    FAILURE,
                    "The address of the federation metadata " + e.fault().reason() + ".");
        } catch (FederationMetadata.UnreadableException e) {
            return options.with(FAILURE, "The document of the federation metadata " + e.reason() + ".");
        }
    }

    private static JsonObject told(JsonObject options, FederationMetadata metadata) {
        var known = options.with(THUMBPRINTS, metadata.thumbprints());
        return metadata.signInEndpoint()
                .map(endpoint -> known.with(SIGN_IN, endpoint))
                .orElse(known);
    }

    /** The URL of a server's metadata, of which only the host may be given. */
    static String metadataOf(String server) {
        var url = SCHEME.matcher(server).matches() ? server : HTTPS + server;
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 || path == url.length() - 1
                ? url.substring(0, path < 0 ? url.length() : path) + METADATA_PATH
                : url;
    }

    private static void requireThumbprints(JsonObject given) {
        if (given.value("/" + THUMBPRINTS).isEmpty()) {
            return;
        }
        var texts = given.texts("/" + THUMBPRINTS);
        var copy = JsonObject.of(Map.of(THUMBPRINTS, texts));
        if (!copy.equals(given.only(Set.of(THUMBPRINTS)))
                || !texts.stream().allMatch(text -> THUMBPRINT.matcher(text).matches())) {
            throw invalid(THUMBPRINTS, "must be an array of digests in hexadecimal");
        }
    }

    private static RuntimeException invalid(String option, String rule) {
        return new Problem.Invalid(Part.BODY, "/options/" + option, rule).asException();
    }
}
