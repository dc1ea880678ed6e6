package dev.bailiwick.rule;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** What a tenant's rules read and their scripts are not to hold: names, and values that are encrypted and told to nobody. */
public final class RuleVariables {

    private static final String KIND = "rules config";
    private static final String PURPOSE = "rule_variable";
    private static final int MOST = 1_000;

    private final Database database;
    private final SecretBox box;
    private final AuditLog audit;
    private final RuleVariableStore store = new RuleVariableStore();

    public RuleVariables(Database database, SecretBox box, AuditLog audit) {
        this.database = database;
        this.box = box;
        this.audit = audit;
    }

    /** All names, in their own order. */
    public List<String> names(TenantId tenant) {
        return database.read(tx -> store.names(tx, tenant));
    }

    /** Gives a variable its value, be it there or not. Refuses with {@link Problem.TooMany} one more than there may be. */
    public void set(TenantId tenant, String name, Secret value, Origin origin) {
        var present = database.read(tx -> store.find(tx, tenant, name));
        if (present.filter(encrypted -> box.open(PURPOSE, encrypted).equals(value))
                .isPresent()) {
            return;
        }
        var encrypted = box.seal(PURPOSE, value);
        database.change(tx -> {
            store.set(tx, tenant, name, encrypted);
            if (store.count(tx, tenant) > MOST) {
                throw new Problem.TooMany(KIND, MOST).asException();
            }
            audit.record(tx, tenant, origin, "set", KIND, name, "", "");
        });
    }

    /** Removes a variable; one that is not there is no error. */
    public void remove(TenantId tenant, String name, Origin origin) {
        database.change(tx -> {
            if (store.delete(tx, tenant, name)) {
                audit.record(tx, tenant, origin, "delete", KIND, name, "", "");
            }
        });
    }
}
