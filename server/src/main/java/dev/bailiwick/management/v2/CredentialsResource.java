package dev.bailiwick.management.v2;

import dev.bailiwick.client.CertificateSubject;
import dev.bailiwick.client.ClientCertificate;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /clients/{client_id}/credentials}: by what a client proves itself and its requests. */
final class CredentialsResource {

    private static final Schema CREATE = Schema.of("credential", "create");
    private static final Schema KEY = Schema.of("credential", ClientKey.TYPE);
    private static final Schema CERTIFICATE = Schema.of("credential", ClientCertificate.TYPE);
    private static final Schema SUBJECT = Schema.of("credential", CertificateSubject.TYPE);
    private static final Schema CHANGE = Schema.of("credential", "change");

    private final ClientKeys keys;

    CredentialsResource(ClientKeys keys) {
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_credentials", this::list),
                Operations.route("post_credentials", this::create),
                Operations.route("get_credentials_by_credential_id", this::one),
                Operations.route("patch_credentials_by_credential_id", this::change),
                Operations.route("delete_credentials_by_credential_id", this::remove));
    }

    private Answer list(Call call) {
        return Answer.ok(keys.list(call.tenant().id(), client(call)).stream()
                .map(CredentialJson::of)
                .toList());
    }

    private Answer one(Call call) {
        return Answer.ok(CredentialJson.of(keys.get(call.tenant().id(), client(call), call.path("credential_id"))));
    }

    private Answer create(Call call) {
        var asked = CREATE.read(call);
        of(CredentialJson.type(asked)).require(asked);
        var credential = keys.prepare(asked.text("/name").orElse(""), CredentialJson.proof(asked));
        keys.add(call.tenant().id(), client(call), credential, false, call.origin());
        return Answer.of(201, CredentialJson.of(credential));
    }

    private Answer change(Call call) {
        var end = CredentialJson.end(CHANGE.read(call)).orElse(null);
        return Answer.ok(CredentialJson.of(
                keys.changeEnd(call.tenant().id(), client(call), call.path("credential_id"), end, call.origin())));
    }

    private Answer remove(Call call) {
        keys.removeCredential(call.tenant().id(), client(call), call.path("credential_id"), call.origin());
        return Answer.noContent();
    }

    /** What is told of a credential of this type. */
    private static Schema of(String type) {
        return switch (type) {
            case ClientCertificate.TYPE -> CERTIFICATE;
            case CertificateSubject.TYPE -> SUBJECT;
            default -> KEY;
        };
    }

    private static ClientId client(Call call) {
        return new ClientId(call.path("client_id"));
    }
}
