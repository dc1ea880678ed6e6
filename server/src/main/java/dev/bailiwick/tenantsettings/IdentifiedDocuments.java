package dev.bailiwick.tenantsettings;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.Times;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents that are not there until they are made, and then have an id and times. */
public final class IdentifiedDocuments {

    private static final String ID = "id";
    private static final String CREATED = "created_at";
    private static final String UPDATED = "updated_at";

    private final Documents documents;
    private final Clock clock;
    private final RandomText random;

    public IdentifiedDocuments(Documents documents, Clock clock, RandomText random) {
        this.documents = documents;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A setting that is such.
     *
     * @param prefix what its ids begin with
     * @param length how many random characters follow
     */
    public record Kind(Setting setting, String prefix, int length) {

        public static final Kind THEME = new Kind(Setting.THEME, "", 32);

        public static final Kind PHONE_PROVIDER = new Kind(Setting.PHONE_PROVIDER, "pro_", 22);

        /** One to each type, by the name of the type. */
        public static final Kind PHONE_TEMPLATE = new Kind(Setting.PHONE_TEMPLATE, "tem_", 22);

        /** That it is not there. */
        public Problem absent(String id) {
            return new Problem.NotFound(setting.kind(), id);
        }
    }

    /** What is shown of all of a kind, in the order of their names. */
    public List<JsonObject> list(TenantId tenant, Kind kind) {
        return List.copyOf(documents.all(tenant, kind.setting).values());
    }

    /** What is shown of one. */
    public Optional<JsonObject> find(TenantId tenant, Kind kind, String id) {
        return list(tenant, kind).stream().filter(content -> isOf(content, id)).findFirst();
    }

    /** The time as documents tell it. */
    public String now() {
        return Times.text(clock.instant());
    }

    /** Makes one. Refuses with {@link Problem.Conflict} when there is one of this name. */
    public JsonObject add(TenantId tenant, Kind kind, String name, JsonObject content, Origin origin) {
        var made = JsonObject.of(
                        Map.of(ID, kind.prefix + random.alphanumeric(kind.length), CREATED, now(), UPDATED, now()))
                .orElse(content);
        Documents.Rule rule = before -> {
            if (before.isPresent()) {
                throw new Problem.Conflict(kind.setting.kind(), "name", name).asException();
            }
            return Optional.of(made);
        };
        return documents
                .change(tenant, kind.setting, name, rule, origin)
                .after()
                .orElseThrow();
    }

    /** Changes one; empty when it is not there. Its time is another only when something else is. */
    public Optional<JsonObject> change(
            TenantId tenant, Kind kind, String id, UnaryOperator<JsonObject> change, Origin origin) {
        Documents.Rule rule = before -> before.map(content -> isOf(content, id) ? changed(content, change) : content);
        return name(tenant, kind, id)
                .flatMap(name -> documents
                        .change(tenant, kind.setting, name, rule, origin)
                        .after())
                .filter(content -> isOf(content, id));
    }

    /** Takes one away, and tells whether it was there. */
    public boolean remove(TenantId tenant, Kind kind, String id, Origin origin) {
        Documents.Rule rule = before -> before.filter(content -> !isOf(content, id));
        return name(tenant, kind, id)
                .flatMap(name -> documents
                        .change(tenant, kind.setting, name, rule, origin)
                        .before())
                .filter(content -> isOf(content, id))
                .isPresent();
    }

    private JsonObject changed(JsonObject content, UnaryOperator<JsonObject> change) {
        var after = change.apply(content);
        return after.equals(content) ? content : after.with(UPDATED, now());
    }

    private Optional<String> name(TenantId tenant, Kind kind, String id) {
        return documents.all(tenant, kind.setting).entrySet().stream()
                .filter(each -> isOf(each.getValue(), id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isOf(JsonObject content, String id) {
        return content.text("/" + ID).equals(Optional.of(id));
    }
}
