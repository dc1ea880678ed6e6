package dev.bailiwick.mail;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailProviderStore.Stored;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The provider of each tenant that has one. Methods refuse with {@link Problem.NotFound} when it has none. */
public final class EmailProviders {

    static final String KIND = "email provider";

    private static final String PURPOSE = "email_provider";
    private static final String CREDENTIALS = "credentials";

    /** How many characters settings and credentials may have each, written as JSON. */
    private static final int LONGEST = 65_536;

    /** Of these, and of no others, the audit log shows the text. */
    private static final Set<String> HARMLESS =
            Set.of("name", "default_from_address", "region", "smtp_host", "smtp_user");

    private final Database database;
    private final SecretBox box;
    private final AuditLog audit;
    private final EmailProviderStore store = new EmailProviderStore();

    public EmailProviders(Database database, SecretBox box, AuditLog audit) {
        this.database = database;
        this.box = box;
        this.audit = audit;
    }

    /** Whether the tenant has one. */
    public boolean isThere(TenantId tenant) {
        return database.read(tx -> store.find(tx, tenant)).isPresent();
    }

    /** The tenant's provider. */
    public EmailProvider get(TenantId tenant) {
        return opened(database.read(tx -> store.find(tx, tenant)).orElseThrow(EmailProviders::absent));
    }

    /** Adds one, with its {@code credentials} among its members. Refuses with {@link Problem.Conflict} a second one. */
    public EmailProvider add(TenantId tenant, JsonObject members, Origin origin) {
        var settings = settings(members);
        var credentials = credentials(members).orElseThrow();
        var added = new Stored(settings, sealed(credentials));
        database.change(tx -> {
            store.insert(tx, tenant, added);
            audit.record(tx, tenant, origin, "create", KIND, "", "", told(joined(settings, credentials)));
        });
        return new EmailProvider(settings, credentials);
    }

    /**
     * Puts members in the place of those it has. A null takes a member away.
     *
     * @param members which, by what it is; asked again when it has become another meanwhile
     */
    public EmailProvider change(TenantId tenant, Function<EmailProvider, JsonObject> members, Origin origin) {
        while (true) {
            var seen = database.read(tx -> store.find(tx, tenant)).orElseThrow(EmailProviders::absent);
            var before = opened(seen);
            var given = members.apply(before);
            var asked = credentials(given);
            var after = new EmailProvider(
                    settings(before.settings().mergedWith(given, Set.of())), asked.orElse(before.credentials()));
            var written = new Stored(after.settings(), asked.map(this::sealed).orElse(seen.credentials()));
            if (after.equals(before) || isWritten(tenant, seen, written, before, after, origin)) {
                return after;
            }
        }
    }

    private boolean isWritten(
            TenantId tenant, Stored seen, Stored written, EmailProvider before, EmailProvider after, Origin origin) {
        var was = joined(before.settings(), before.credentials());
        var is = joined(after.settings(), after.credentials());
        return database.transaction(tx -> {
            if (!store.lock(tx, tenant).orElseThrow(EmailProviders::absent).equals(seen)) {
                return false;
            }
            store.update(tx, tenant, written);
            audit.record(tx, tenant, origin, "update", KIND, "", told(was.unlike(is)), told(is.unlike(was)));
            return true;
        });
    }

    /** Removes it. */
    public void remove(TenantId tenant, Origin origin) {
        database.change(tx -> {
            var before = store.lock(tx, tenant).orElseThrow(EmailProviders::absent);
            store.delete(tx, tenant);
            audit.record(tx, tenant, origin, "delete", KIND, "", told(before.settings()), "");
        });
    }

    private EmailProvider opened(Stored stored) {
        var opened = box.open(PURPOSE, stored.credentials());
        return new EmailProvider(stored.settings(), JsonObject.ofWritten(opened.reveal()));
    }

    private String sealed(JsonObject credentials) {
        return box.seal(PURPOSE, new Secret(credentials.toString()));
    }

    private static JsonObject settings(JsonObject members) {
        return members.without(List.of(CREDENTIALS)).withoutNulls().within(LONGEST, "");
    }

    private static Optional<JsonObject> credentials(JsonObject members) {
        return members.object(CREDENTIALS).map(given -> given.within(LONGEST, "/" + CREDENTIALS));
    }

    private static JsonObject joined(JsonObject settings, JsonObject credentials) {
        return settings.with(CREDENTIALS, credentials);
    }

    private static String told(JsonObject provider) {
        return provider.hidingTexts(HARMLESS).toString();
    }

    private static RuntimeException absent() {
        return new Problem.NotFound(KIND, "").asException();
    }
}
