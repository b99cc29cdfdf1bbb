package io.grapevine.chassis.idempotency;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What resources answer changing requests by: {@link Idempotency} in a transaction of the tenant's. What is kept of a request is a keyed hash:
 * a body may hold an address or a number, and a bare hash of one is found by trying all there are.
 */
@ApplicationScoped
public class Once {

    private final TenantTransactions transactions;
    private final PersonalData personalData;

    Once(TenantTransactions transactions, PersonalData personalData) {
        this.transactions = transactions;
        this.personalData = personalData;
    }

    /**
     * What {@code work} answers, or what was answered to the same request before; without a key it is carried out each time.
     *
     * @throws io.grapevine.chassis.problem.Problem 409 {@code idempotency_conflict} if the key was used for another request
     */
    public Uni<Response> answer(
            String tenantId, Optional<IdempotentRequest> request, Function<Mutiny.StatelessSession, Uni<Answer>> work) {
        var keyed = request.map(
                plain -> new IdempotentRequest(plain.key(), personalData.requestHash(tenantId, plain.fingerprint())));
        return transactions
                .inTenant(tenantId, session -> Idempotency.once(session, tenantId, keyed, () -> work.apply(session)))
                .map(Answer::toResponse);
    }
}
