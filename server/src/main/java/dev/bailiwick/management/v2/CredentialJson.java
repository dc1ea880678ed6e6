package dev.bailiwick.management.v2;

import dev.bailiwick.client.CertificateSubject;
import dev.bailiwick.client.ClientCertificate;
import dev.bailiwick.client.ClientCredential;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.ClientProof;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.Times;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Credentials of clients as Management API v2 reads and writes them. */
final class CredentialJson {

    private static final String USUAL_ALGORITHM = "RS256";

    private CredentialJson() {}

    static JsonObject of(ClientCredential credential) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", credential.id());
        if (!credential.name().isEmpty()) {
            members.put("name", credential.name());
        }
        members.put("credential_type", credential.proof().type());
        switch (credential.proof()) {
            case ClientKey key -> {
                members.put("kid", key.kid());
                members.put("alg", key.algorithm());
            }
            case ClientCertificate certificate -> members.put("thumbprint_sha256", certificate.thumbprint());
            case CertificateSubject subject -> members.put("subject_dn", subject.name());
        }
        members.put("created_at", Times.text(credential.createdAt()));
        members.put("updated_at", Times.text(credential.updatedAt()));
        var end = credential.proof().expiresAt();
        if (end != null) {
            members.put("expires_at", Times.text(end));
        }
        return JsonObject.of(members);
    }

    /** What a body tells of, which is as the schema of its type says. Refuses what is no such thing. */
    static ClientProof proof(JsonObject asked) {
        return switch (type(asked)) {
            case ClientCertificate.TYPE ->
                ClientCertificate.ofPem(asked.text("/pem").orElse(""));
            case CertificateSubject.TYPE -> subject(asked);
            default -> key(asked);
        };
    }

    static String type(JsonObject asked) {
        return asked.text("/credential_type").orElse(ClientKey.TYPE);
    }

    private static CertificateSubject subject(JsonObject asked) {
        var name = asked.text("/subject_dn");
        var pem = asked.text("/pem");
        if (name.isPresent() == pem.isPresent()) {
            throw new Problem.Invalid(Part.BODY, "/subject_dn", "Exactly one of subject_dn and pem must be there")
                    .asException();
        }
        return name.map(given -> new CertificateSubject(given, null))
                .orElseGet(() -> CertificateSubject.ofPem(pem.orElseThrow()));
    }

    private static ClientKey key(JsonObject asked) {
        var pem = asked.text("/pem").orElse("");
        var end = asked.flag("/parse_expiry_from_cert").orElse(false) ? ClientKey.end(pem) : end(asked);
        return ClientKey.ofPem(pem, asked.text("/kid"), asked.text("/alg").orElse(USUAL_ALGORITHM), end);
    }

    /** RFC 3339 knows times that no clock shows, such as a leap second. */
    private static Instant instant(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid(
                            Part.BODY, "/expires_at", "Object didn't pass validation for format date-time: " + time)
                    .asException();
        }
    }

    /** When a key ends; empty when it does not. */
    static Optional<Instant> end(JsonObject asked) {
        return asked.text("/expires_at").map(CredentialJson::instant);
    }
}
