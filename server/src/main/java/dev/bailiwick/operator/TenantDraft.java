package dev.bailiwick.operator;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A tenant that is asked for.
 *
 * @param domain where there is none, the tenant is {@code localhost} with its port
 * @param port its own listener port; 0 for a free one
 * @param clientId of its first client; random where there is none
 * @param clientSecret of its first client; random where there is none
 */
public record TenantDraft(
        String name,
        Optional<String> domain,
        Optional<Integer> port,
        Optional<ClientId> clientId,
        Optional<Secret> clientSecret) {

    private static final List<String> MEMBERS = List.of("name", "domain", "port", "client_id", "client_secret");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{2,62}");

    /** Without the space that RFC 6749 appendix A.2 lets in, too. */
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");

    private static final int LONGEST_DOMAIN = 255;
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses with {@link Problem.Invalid} what no tenant can have. */
    public TenantDraft {
        var violations = new ArrayList<Violation>();
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(
                    "/name", "must be 3 to 63 lower-case letters, digits and hyphens, and not begin with a hyphen"));
        }
        if (domain.filter(text -> !Tenant.isDomain(text) || text.length() > LONGEST_DOMAIN)
                .isPresent()) {
            violations.add(new Violation("/domain", "must be a host, or host and port"));
        }
        if (domain.isEmpty() && port.isEmpty()) {
            violations.add(new Violation("/domain", "is required, unless there is a port"));
        }
        if (port.filter(number -> number < 0 || number > HIGHEST_PORT).isPresent()) {
            violations.add(new Violation("/port", "must be a port number, or 0 for a free one"));
        }
        if (clientId.filter(id -> !ClientId.isFormed(id.value())).isPresent()) {
            violations.add(new Violation("/client_id", ClientId.RULE));
        }
        if (clientSecret
                .filter(secret -> !SECRET.matcher(secret.reveal()).matches())
                .isPresent()) {
            violations.add(new Violation("/client_secret", "must be 1 to 256 visible ASCII characters"));
        }
        refuse(violations);
    }

    /** Reads {@link #toJson}, without the members that are not there. Refuses unknown ones. */
    static TenantDraft of(JsonNode body) {
        if (!body.isObject()) {
            throw new Problem.Unreadable(Part.BODY, "The body must be a JSON object.").asException();
        }
        var violations = new ArrayList<Violation>();
        for (var member : body.properties()) {
            var value = member.getValue();
            boolean isPort = member.getKey().equals("port");
            if (!MEMBERS.contains(member.getKey())) {
                violations.add(new Violation("/" + member.getKey(), "is not known here"));
            } else if (isPort ? !value.isInt() : !value.isString()) {
                violations.add(new Violation("/" + member.getKey(), isPort ? "must be a number" : "must be a string"));
            }
        }
        if (!body.has("name")) {
            violations.add(new Violation("/name", "is required"));
        }
        refuse(violations);
        return new TenantDraft(
                body.get("name").asString(),
                text(body, "domain"),
                Optional.ofNullable(body.get("port")).map(JsonNode::asInt),
                text(body, "client_id").map(ClientId::new),
                text(body, "client_secret").map(Secret::new));
    }

    /** What is posted to ask for this tenant. */
    public Map<String, Object> toJson() {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        domain.ifPresent(text -> body.put("domain", text));
        port.ifPresent(number -> body.put("port", number));
        clientId.ifPresent(id -> body.put("client_id", id.value()));
        clientSecret.ifPresent(secret -> body.put("client_secret", secret.reveal()));
        return body;
    }

    private static Optional<String> text(JsonNode body, String member) {
        return Optional.ofNullable(body.get(member)).map(JsonNode::asString);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Problem.Invalid(Part.BODY, violations).asException();
        }
    }
}
