package dev.bailiwick.connection;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.function.Consumer;

/** The users who came by connections, as far as connections need to know of them: they go when their connection does. */
public interface ConnectionUsers {

    /**
     * Removes some of those who came by a connection, each with all that is theirs. There are few enough of them for one
     * short transaction.
     *
     * @param connection its name
     * @param behindTheLast what is done in the same transaction when nobody is left
     * @return whether nobody is left
     */
    boolean removeSome(TenantId tenant, String connection, Consumer<Tx> behindTheLast);
}
