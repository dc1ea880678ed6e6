package dev.bailiwick.tenantsettings;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The documents of each tenant, by their {@link Setting}: what was set, over what a new tenant has. */
public final class Documents {

    /** The name of a setting's only document. */
    public static final String ONLY = "";

    private static final String PURPOSE = "tenant_document";
    private static final JsonObject NOTHING = JsonObject.of(Map.of());

    private final DocumentStore store = new DocumentStore();
    private final Database database;
    private final SecretBox box;
    private final AuditLog audit;

    public Documents(Database database, SecretBox box, AuditLog audit) {
        this.database = database;
        this.box = box;
        this.audit = audit;
    }

    /** What becomes of a document; it may be asked more than once. Empty stands for no document. */
    public interface Rule {
        Optional<JsonObject> after(Optional<JsonObject> before);
    }

    /** What is shown of a document, before a change and after it. */
    public record Change(Optional<JsonObject> before, Optional<JsonObject> after) {}

    /** What is shown of a setting's only document. */
    public JsonObject get(TenantId tenant, Setting setting) {
        return find(tenant, setting, ONLY).orElseGet(() -> shown(setting, NOTHING));
    }

    /** What is shown of a document; empty when nothing of it was set. */
    public Optional<JsonObject> find(TenantId tenant, Setting setting, String name) {
        return database.read(tx -> store.find(tx, tenant, setting.kind(), name))
                .map(text -> shown(setting, opened(setting, text)));
    }

    /** The names of all documents of a setting that were set, in their order. */
    public List<String> names(TenantId tenant, Setting setting) {
        return database.read(tx -> store.names(tx, tenant, setting.kind()));
    }

    /** What is shown of all documents of a setting that were set, by their names: for settings that have few. */
    public Map<String, JsonObject> all(TenantId tenant, Setting setting) {
        var found = new LinkedHashMap<String, JsonObject>();
        database.read(tx -> store.list(tx, tenant, setting.kind()))
                .forEach((name, text) -> found.put(name, shown(setting, opened(setting, text))));
        return found;
    }

    /**
     * Puts each member of the patch in the place of what was there, or into it where the setting says so. A member that is null
     * goes back to what a new tenant has.
     */
    public JsonObject patch(TenantId tenant, Setting setting, JsonObject patch, Origin origin) {
        var wanted = patch.withoutInnerNulls();
        Rule rule = before -> Optional.of(
                before.orElse(NOTHING).mergedDeeply(wanted, setting.merged()).withoutNulls());
        return shownAfter(setting, change(tenant, setting, ONLY, rule, origin));
    }

    /** Puts the content in the place of what was there, but for members that nobody is shown and that it does not name. */
    public JsonObject put(TenantId tenant, Setting setting, JsonObject content, Origin origin) {
        Rule rule = before -> Optional.of(
                content.orElse(before.orElse(NOTHING).only(setting.hidden())).withoutNulls());
        return shownAfter(setting, change(tenant, setting, ONLY, rule, origin));
    }

    /** Changes one document. Refuses with {@link Problem.Invalid} what becomes too long. */
    public Change change(TenantId tenant, Setting setting, String name, Rule rule, Origin origin) {
        return change(tenant, setting, Map.of(name, rule), origin).getFirst();
    }

    /** Changes documents together, in the order of their names. Refuses with {@link Problem.Invalid} what becomes too long. */
    public List<Change> change(TenantId tenant, Setting setting, Map<String, Rule> rules, Origin origin) {
        while (true) {
            var edits = edits(tenant, setting, new TreeMap<>(rules));
            var made = edits.stream().filter(Edit::isChange).toList();
            if (made.isEmpty() || isWritten(tenant, setting, made, origin)) {
                return edits.stream()
                        .map(edit -> new Change(
                                edit.before.map(content -> shown(setting, content)),
                                edit.after.map(content -> shown(setting, content))))
                        .toList();
            }
        }
    }

    /** One document on its way. What is sealed is so before the transaction. */
    private record Edit(
            String name,
            Optional<String> seen,
            Optional<JsonObject> before,
            Optional<JsonObject> after,
            Optional<String> written,
            boolean isChange) {}

    /** Somebody else has changed one of the documents meanwhile. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Overtaken() {
            super("overtaken by another change", null, false, false);
        }
    }

    private List<Edit> edits(TenantId tenant, Setting setting, Map<String, Rule> rules) {
        var edits = new ArrayList<Edit>();
        for (var rule : rules.entrySet()) {
            var seen = database.read(tx -> store.find(tx, tenant, setting.kind(), rule.getKey()));
            var before = seen.map(text -> opened(setting, text));
            var after = rule.getValue().after(before).map(content -> content.within(setting.longest(), ""));
            boolean isChange = !complete(setting, before).equals(complete(setting, after));
            var written = isChange ? after.map(content -> sealed(setting, content)) : seen;
            edits.add(new Edit(rule.getKey(), seen, before, after, written, isChange));
        }
        return edits;
    }

    private boolean isWritten(TenantId tenant, Setting setting, List<Edit> edits, Origin origin) {
        try {
            database.change(tx -> edits.forEach(edit -> write(tx, tenant, setting, edit, origin)));
            return true;
        } catch (Overtaken _) {
            return false;
        }
    }

    private void write(Tx tx, TenantId tenant, Setting setting, Edit edit, Origin origin) {
        if (!store.replace(tx, tenant, setting.kind(), edit.name, edit.seen, edit.written)) {
            throw new Overtaken();
        }
        var before = complete(setting, edit.before);
        var after = complete(setting, edit.after);
        var names = new HashSet<>(before.unlike(after).names());
        names.addAll(after.unlike(before).names());
        audit.record(
                tx,
                tenant,
                origin,
                before.size() == 0 ? "create" : after.size() == 0 ? "delete" : "update",
                setting.kind(),
                edit.name,
                told(setting, before, names),
                told(setting, after, names));
    }

    /** What the audit log is told: the members that have changed, with dots in the place of what is secret in them. */
    private static String told(Setting setting, JsonObject content, Set<String> names) {
        return content.size() == 0
                ? ""
                : content.only(names).hiding(setting.secrets()).toString();
    }

    private static JsonObject complete(Setting setting, Optional<JsonObject> content) {
        return complete(setting, content.orElse(NOTHING));
    }

    private static JsonObject complete(Setting setting, JsonObject content) {
        return setting.preset().mergedDeeply(content, setting.merged());
    }

    private static JsonObject shown(Setting setting, JsonObject content) {
        return complete(setting, content).withoutAnywhere(setting.hidden());
    }

    private static JsonObject shownAfter(Setting setting, Change change) {
        return change.after.orElseGet(() -> shown(setting, NOTHING));
    }

    private String sealed(Setting setting, JsonObject content) {
        var text = content.toString();
        return setting.secrets().isEmpty() ? text : box.seal(PURPOSE, new Secret(text));
    }

    private JsonObject opened(Setting setting, String text) {
        return JsonObject.ofWritten(
                setting.secrets().isEmpty() ? text : box.open(PURPOSE, text).reveal());
    }
}
