package io.grapevine.chassis.tenancy;

import com.google.common.hash.Hashing;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Exclusion between transactions that decide about the same identities, whatever partition or instance they come from.
 *
 * <p>Locks are PostgreSQL advisory locks, held to the end of the transaction and taken in sorted order, so that two
 * transactions cannot wait for each other. Identities share a fixed number of stripes: a batch can name thousands of
 * identities, and the server's lock table is bounded; two identities on one stripe only wait, they never go wrong.
 */
public final class IdentityLocks {

    // Bounds what one transaction can hold in the lock table (max_locks_per_transaction x max_connections slots).
    private static final int STRIPES = 2048;

    private IdentityLocks() {}

    /** Takes the locks of all identities, in sorted order; {@code space} keeps, say, customers apart from programs. */
    public static Uni<Void> take(
            Mutiny.StatelessSession session, String tenantId, String space, Collection<String> identities) {
        if (identities.isEmpty()) return Uni.createFrom().voidItem();
        var stripes = identities.stream()
                .mapToInt(identity -> stripe(tenantId, identity))
                .sorted()
                .distinct()
                .boxed()
                .toArray(Integer[]::new);
        return session.createNativeQuery("""
                        select count(pg_advisory_xact_lock(:space, stripe)) from \
                        (select stripe from unnest(cast(:stripes as integer[])) as stripe order by stripe) as sorted""", Long.class)
                .setParameter("space", space.hashCode())
                .setParameter("stripes", stripes)
                .getSingleResult()
                .replaceWithVoid();
    }

    @SuppressWarnings("UnstableApiUsage")
    private static int stripe(String tenantId, String identity) {
        var hash = Hashing.murmur3_32_fixed().hashString(tenantId + "\n" + identity, StandardCharsets.UTF_8);
        return Math.floorMod(hash.asInt(), STRIPES);
    }
}
