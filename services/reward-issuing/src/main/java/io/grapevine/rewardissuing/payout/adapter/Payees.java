package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.rewardissuing.payout.PayeeForm;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who is paid where. An account that changes is a new account: what was signed for the old one does not pay it. */
@ApplicationScoped
class Payees {

    private static final String FIND = """
            select cast(to_jsonb(y) || jsonb_build_object('methods', a.methods, 'hint', a.hint, 'personal', a.personal) as text) \
            from payees y join payee_accounts a using (tenant_id, external_id, account) where y.external_id = :person \
            and y.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String ADD_ACCOUNT = """
            insert into payee_accounts (tenant_id, external_id, account, methods, hint, personal, created_at) \
            values (:tenant, :person, :account, :methods, :hint, :personal, :now)""";
    private static final String SAVE = """
            insert into payees (tenant_id, external_id, account, tax_form, changed_at) values (:tenant, :person, :account, :form, :now) \
            on conflict (tenant_id, external_id) do update set account = excluded.account, tax_form = excluded.tax_form, \
            changed_at = excluded.changed_at""";
    private static final String LAST_ACCOUNT = """
            select coalesce(max(l.account), 0) from payout_lines l where l.external_id = :person \
            and l.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String FORGET =
            "delete from payees where external_id = :person and tenant_id = (select current_setting('grapevine.tenant', true))";
    private static final String FORGET_ACCOUNTS =
            "delete from payee_accounts where external_id = :person and tenant_id = (select current_setting('grapevine.tenant', true))";

    private final Sealing sealing;

    Payees(Sealing sealing) {
        this.sealing = sealing;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record PayeeRow(
            String externalId,
            int account,
            String methods,
            String hint,
            String taxForm,
            String personal,
            Instant changedAt) {

        PayeeResponse shown() {
            return new PayeeResponse(externalId, hint, Arrays.asList(methods.split(" ")), taxForm, changedAt);
        }
    }

    static Uni<Optional<PayeeRow>> find(Mutiny.StatelessSession session, String externalId) {
        return session.createNativeQuery(FIND, String.class)
                .setParameter("person", externalId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> Payouts.read(found, PayeeRow.class)));
    }

    /** The same details again leave the account as it is, so that a payout that was signed goes on. */
    Uni<Void> save(Mutiny.StatelessSession session, String tenantId, String externalId, PayeeForm form, Instant now) {
        return IdentityLocks.take(session, tenantId, "payees", List.of(externalId))
                .chain(() -> find(session, externalId))
                .chain(found -> account(session, tenantId, externalId, form, found.orElse(null), now))
                .chain(account -> session.createNativeQuery(SAVE)
                        .setParameter("tenant", tenantId)
                        .setParameter("person", externalId)
                        .setParameter("account", account)
                        .setParameter("form", form.taxForm().wireName())
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Integer> account(
            Mutiny.StatelessSession session,
            String tenantId,
            String externalId,
            PayeeForm form,
            @Nullable PayeeRow known,
            Instant now) {
        if (known != null && sealing.open(tenantId, known.personal()).equals(form.personal()))
            return Uni.createFrom().item(known.account());
        return session.createNativeQuery(LAST_ACCOUNT, Integer.class)
                .setParameter("person", externalId)
                .getSingleResult()
                .map(used -> Math.max(used, known == null ? 0 : known.account()) + 1)
                .call(account -> session.createNativeQuery(ADD_ACCOUNT)
                        .setParameter("tenant", tenantId)
                        .setParameter("person", externalId)
                        .setParameter("account", account)
                        .setParameter("methods", words(form))
                        .setParameter("hint", form.hint())
                        .setParameter("personal", sealing.seal(tenantId, externalId, form.personal()))
                        .setParameter("now", now)
                        .executeUpdate());
    }

    /** Every account the person ever had; what was paid to them stays in the books, without saying where. */
    static Uni<Boolean> forget(Mutiny.StatelessSession session, String externalId) {
        return session.createNativeQuery(FORGET_ACCOUNTS)
                .setParameter("person", externalId)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(FORGET)
                        .setParameter("person", externalId)
                        .executeUpdate())
                .map(deleted -> deleted > 0);
    }

    private static String words(PayeeForm form) {
        return form.methods().stream().map(PayoutMethod::wireName).sorted().collect(Collectors.joining(" "));
    }
}
