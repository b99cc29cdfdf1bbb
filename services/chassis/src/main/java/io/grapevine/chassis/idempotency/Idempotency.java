package io.grapevine.chassis.idempotency;

import io.grapevine.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries a request out once, in the caller's transaction: key, effect and answer commit together, so a crash leaves all or
 * nothing. A concurrent twin waits at the unique key until the first has ended.
 */
public final class Idempotency {

    private static final String CLAIM = """
            insert into idempotency_keys (tenant_id, idempotency_key, fingerprint) \
            values (:tenant, :key, :fingerprint) on conflict do nothing""";
    private static final String COMPLETE = """
            update idempotency_keys set status = :status, body = :body \
            where tenant_id = :tenant and idempotency_key = :key""";

    private Idempotency() {}

    /**
     * The answer of {@code work}, or the first answer if the same request came before.
     *
     * @throws Problem 409 {@code idempotency_conflict} if the key was used for another request
     */
    public static Uni<Answer> once(
            Mutiny.StatelessSession session,
            String tenantId,
            Optional<IdempotentRequest> request,
            Supplier<Uni<Answer>> work) {
        if (request.isEmpty()) return work.get();
        var claimed = request.get();
        return session.createNativeQuery(CLAIM)
                .setParameter("tenant", tenantId)
                .setParameter("key", claimed.key())
                .setParameter("fingerprint", claimed.fingerprint())
                .executeUpdate()
                .chain(inserted -> inserted == 1
                        ? work.get().call(answer -> complete(session, tenantId, claimed, answer))
                        : replay(session, tenantId, claimed));
    }

    private static Uni<Integer> complete(
            Mutiny.StatelessSession session, String tenantId, IdempotentRequest request, Answer answer) {
        return session.createNativeQuery(COMPLETE)
                .setParameter("status", answer.status())
                .setParameter("body", answer.body())
                .setParameter("tenant", tenantId)
                .setParameter("key", request.key())
                .executeUpdate();
    }

    private static Uni<Answer> replay(Mutiny.StatelessSession session, String tenantId, IdempotentRequest request) {
        return session.get(IdempotencyRow.class, new IdempotencyRow.Key(tenantId, request.key()))
                .map(row -> answerOf(row, request));
    }

    private static Answer answerOf(IdempotencyRow row, IdempotentRequest request) {
        if (!row.fingerprint.equals(request.fingerprint()))
            throw Problem.conflict(
                    "idempotency_conflict", "This Idempotency-Key was used for another request; use a new key.");
        if (row.status == null || row.body == null)
            throw new IllegalStateException("an answer was committed without body");
        return new Answer(row.status, row.body);
    }
}
