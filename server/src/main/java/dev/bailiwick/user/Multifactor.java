package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users are asked for beside their passwords. Refuses with {@link Problem.NotFound} a user who is not there. */
public final class Multifactor {

    private static final int CODE_LENGTH = 24;

    private final AuthenticationMethodStore store = new AuthenticationMethodStore();
    private final Database database;
    private final AuthenticationMethods methods;
    private final AuditLog audit;
    private final RandomText random;

    Multifactor(Database database, AuthenticationMethods methods, AuditLog audit, RandomText random) {
        this.database = database;
        this.methods = methods;
        this.audit = audit;
        this.random = random;
    }

    /** The factor that the user has had for longest; empty for none. */
    public Optional<AuthenticationMethod> first(TenantId tenant, UserId user) {
        return methods.all(tenant, user).stream()
                .filter(method -> method.type().isFactor())
                .findFirst();
    }

    /** A code that takes the place of a lost factor once, and of the code before it. It is known to nobody else from now on. */
    public Secret newRecoveryCode(TenantId tenant, UserId user, Origin origin) {
        var code = new Secret(random.upperCase(CODE_LENGTH));
        var added = new AuthenticationMethodStore.New(
                methods.fresh(AuthenticationMethodType.RECOVERY_CODE, JsonObject.of(Map.of())), code.digest());
        database.change(tx -> {
            methods.lock(tx, tenant, user);
            store.delete(tx, tenant, user, codes(store.all(tx, tenant, user)));
            store.insert(tx, tenant, user, added);
            var after = AuthenticationMethods.told(user, added.method());
            audit.record(
                    tx, tenant, origin, "renew", "recovery code", added.method().id(), "", after);
        });
        return code;
    }

    /** Has the user's applications for codes forgotten, so that they must be enrolled anew. */
    public void removeTotp(TenantId tenant, UserId user, Origin origin) {
        methods.all(tenant, user);
        methods.removeAll(tenant, user, type -> type == AuthenticationMethodType.TOTP, origin);
    }

    private static List<AuthenticationMethod> codes(List<AuthenticationMethod> present) {
        return present.stream()
                .filter(method -> method.type() == AuthenticationMethodType.RECOVERY_CODE)
                .toList();
    }
}
