package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;

/** The passwords that accounts have and had, where their connections want them remembered. */
final class PasswordHistory {

    private final Database database;
    private final Passwords passwords;
    private final SecretBox box;
    private final PasswordStore store = new PasswordStore();

    PasswordHistory(Database database, Passwords passwords, SecretBox box) {
        this.database = database;
        this.passwords = passwords;
        this.box = box;
    }

    /**
     * Refuses with {@link Problem.PasswordRefused} one of the passwords that the policy has remembered. It has no place in a
     * transaction.
     *
     * @param identity the account, as {@link Identity#key()} tells it
     */
    void require(TenantId tenant, String identity, PasswordPolicy policy, String password) {
        if (policy.remembered() > 0) {
            var recent = database.read(tx -> store.recent(tx, tenant, identity, policy.remembered()));
            if (recent.stream().anyMatch(hash -> passwords.verify(hash.opened(box), password))) {
                throw PasswordPolicy.refused(PasswordFault.USED_BEFORE);
            }
        }
    }
}
