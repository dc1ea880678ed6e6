package dev.bailiwick.client;

import dev.bailiwick.secret.RandomText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A client's key, or another proof, with what the Management API tells of it.
 *
 * @param id {@code cred_} and 22 letters and digits
 * @param name what people call it; may be empty
 * @param isStanding whether it proves the client without being switched on, as one that the operator has added
 */
public record ClientCredential(
        String id, String name, ClientProof proof, boolean isStanding, Instant createdAt, Instant updatedAt) {

    private static final int ID_LENGTH = 22;

    static ClientCredential of(String name, ClientProof proof, boolean isStanding, RandomText random, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        return new ClientCredential("cred_" + random.alphanumeric(ID_LENGTH), name, proof, isStanding, at, at);
    }

    /** What the audit log tells of it, which is public. */
    SortedMap<String, Object> told() {
        var members = new TreeMap<String, Object>();
        members.put("id", id);
        if (!name.isEmpty()) {
            members.put("name", name);
        }
        members.put("credential_type", proof.type());
        switch (proof) {
            case ClientKey key -> members.put("kid", key.kid());
            case ClientCertificate certificate -> members.put("thumbprint_sha256", certificate.thumbprint());
            case CertificateSubject subject -> members.put("subject_dn", subject.name());
        }
        var end = proof.expiresAt();
        if (end != null) {
            members.put("expires_at", end.toString());
        }
        return members;
    }

    /** What the audit log calls it. */
    String called() {
        return proof instanceof ClientKey key ? key.kid() : id;
    }
}
