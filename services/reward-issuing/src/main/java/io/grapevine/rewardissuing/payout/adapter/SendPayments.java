package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.payout.ProviderAnswer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks payment providers to pay. The line's id is the key of every attempt, so that a retry, a crash between request and commit, and a lost
 * answer are one payment to the provider; and asking what became of one is the same request again.
 */
@ApplicationScoped
class SendPayments {

    private static final Logger LOG = Logger.getLogger(SendPayments.class);
    // Enough to fill a link, few enough not to look like an attack.
    private static final int MOST_AT_ONCE = 8;
    private static final int TENANTS = 200;
    private static final String USER_AGENT = "Grapevine-Payouts/1.0";
    private static final String WORKLIST =
            "select distinct tenant_id from payout_sendings where due_at <= :now order by tenant_id limit :most";

    private final TenantTransactions transactions;
    private final SettlePayment settlePayment;
    private final Sealing sealing;
    private final SecretVault vault;
    private final Egress egress;
    private final ProviderConfig config;
    private final InstantSource clock;

    SendPayments(
            TenantTransactions transactions,
            SettlePayment settlePayment,
            Sealing sealing,
            SecretVault vault,
            Egress egress,
            ProviderConfig config,
            InstantSource clock) {
        this.transactions = transactions;
        this.settlePayment = settlePayment;
        this.sealing = sealing;
        this.vault = vault;
        this.egress = egress;
        this.config = config;
        this.clock = clock;
    }

    /** What a provider is asked to pay. */
    record PaymentRequest(
            String id,
            String payoutId,
            String externalId,
            @Nullable String account,
            @Nullable String name,
            Terms.Money amount) {}

    /** A tenant's provider, and what it is to be asked. */
    private record Turn(String url, Optional<SigningSecret> secret, List<Sendings.Claimed> payments) {}

    @Scheduled(every = "{grapevine.payouts.send-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        var now = clock.instant();
        return transactions
                .presenting("worklist", "sendings", session -> tenants(session, now))
                .chain(this::all)
                .onFailure()
                .invoke(failure -> LOG.warnf("payments wait for the next time: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("now", now)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Void> all(List<String> tenants) {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(this::turn)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> turn(String tenantId) {
        return transactions
                .inTenant(tenantId, session -> take(session, tenantId))
                .chain(turn -> Multi.createFrom()
                        .iterable(turn.payments())
                        .onItem()
                        .transformToUni(payment -> send(tenantId, turn, payment))
                        .merge(MOST_AT_ONCE)
                        .collect()
                        .last())
                .onFailure()
                .invoke(failure -> LOG.warnf("payments of %s wait for the next time: %s", tenantId, failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Turn> take(Mutiny.StatelessSession session, String tenantId) {
        return Settings.find(session)
                .chain(settings -> Sendings.claim(session, MOST_AT_ONCE, now())
                        .map(claimed -> new Turn(
                                settings.map(Settings.SettingsRow::providerUrl).orElse(""),
                                settings.map(Settings.SettingsRow::providerSecret)
                                        .map(text -> vault.open(tenantId, text)),
                                claimed)));
    }

    private Uni<Void> send(String tenantId, Turn turn, Sendings.Claimed payment) {
        return asked(tenantId, turn, payment)
                .chain(answer -> transactions.inTenant(
                        tenantId, session -> settlePayment.answered(session, payment, answer, now())));
    }

    private Uni<ProviderAnswer> asked(String tenantId, Turn turn, Sendings.Claimed payment) {
        if (turn.secret().isEmpty()) return Uni.createFrom().item(new ProviderAnswer.Unknown("provider_missing"));
        var body = json(request(tenantId, payment));
        var signed = Signature.headers(List.of(turn.secret().get()), payment.lineId(), clock.instant(), body);
        var headers = new HashMap<>(signed);
        headers.put("idempotency-key", payment.lineId());
        headers.put("user-agent", USER_AGENT);
        return egress.send(new Egress.Post(
                        turn.url(), payment.attempts() - 1, headers, Buffer.buffer(body), config.attemptTimeout()))
                .map(SendPayments::meaning);
    }

    private static ProviderAnswer meaning(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> ProviderAnswer.of(answered.status());
            case Answer.Unanswered(var failure) -> new ProviderAnswer.Unknown(failure.wireName());
        };
    }

    private PaymentRequest request(String tenantId, Sendings.Claimed payment) {
        var fields = payment.personal() == null ? Map.<String, String>of() : sealing.open(tenantId, payment.personal());
        return new PaymentRequest(
                payment.lineId(),
                payment.payoutId(),
                payment.externalId(),
                fields.get("providerAccount"),
                fields.get("name"),
                new Terms.Money(payment.amountMinor(), payment.currency()));
    }

    private static byte[] json(PaymentRequest request) {
        try {
            return EventJson.mapper().writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payment cannot be written as JSON", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
