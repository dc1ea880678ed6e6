package dev.bailiwick.rbac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Answers that much has to be read for, kept under the state of the tenant's authorization in which they were given, and given
 * again only in that state. So they are of the moment of the transaction in which they are asked for.
 *
 * @param <K> tells the answers of all tenants apart
 * @param <R> is not changed by anybody
 */
final class UntilChanged<K, R> {

    private record Kept<R>(long state, R answer) {}

    private final Cache<K, Kept<R>> kept;

    /**
     * Keeps answers of so much weight together.
     *
     * @param weight of one answer
     */
    UntilChanged(long most, ToIntFunction<R> weight) {
        kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((K _, Kept<R> one) -> weight.applyAsInt(one.answer))
                .build();
    }

    /**
     * The answer to a question.
     *
     * @param answer gives it by what it reads in this transaction, which sees one moment
     */
    R get(Tx tx, TenantId tenant, K question, Supplier<R> answer) {
        long state = StateStore.of(tx, tenant);
        var known = kept.getIfPresent(question);
        if (known != null && known.state == state) {
            return known.answer;
        }
        var found = answer.get();
        kept.put(question, new Kept<>(state, found));
        return found;
    }
}
