package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.events.RewardApproval;
import io.grapevine.rewardissuing.approval.CallAnswer;
import io.grapevine.rewardissuing.approval.CallPlan;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Asks merchants' own systems about rewards that they must approve: 200 is yes, 400 is no, anything else is asked again for three days.
 * Any number of instances share the work. The question may be put twice, with one id; the answer takes effect once.
 */
@ApplicationScoped
class AskForApproval {

    private static final Logger LOG = Logger.getLogger(AskForApproval.class);
    // Questions to one tenant's system at a time: enough to fill its link, few enough not to look like an attack.
    private static final int ROOM = 16;
    // Tenants asked side by side: one whose system hangs keeps no other waiting.
    private static final int TENANTS = 32;
    // Longer than a system needs that decides by itself; one that asks a person answers with something else and later.
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String USER_AGENT = "Grapevine-Approvals/1.0";
    private static final String TYPE = "reward.approval";

    private final TenantTransactions transactions;
    private final ApprovalSecrets secrets;
    private final SettleApproval settleApproval;
    private final Egress egress;
    private final InstantSource clock;

    AskForApproval(
            TenantTransactions transactions,
            ApprovalSecrets secrets,
            SettleApproval settleApproval,
            Egress egress,
            InstantSource clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.settleApproval = settleApproval;
        this.egress = egress;
        this.clock = clock;
    }

    private record Body(String type, Instant timestamp, RewardResponse data) {}

    private record Turn(List<ApprovalCalls.Claim> claims, List<SigningSecret> secrets) {}

    @Scheduled(every = "{grapevine.rewards.approvals-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return transactions
                .presenting("worklist", "approvals", session -> ApprovalCalls.tenants(session, now(), TENANTS))
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUni(this::ask)
                .merge(TENANTS)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("approvals wait for the next time: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** What fails for one tenant waits for its next turn. */
    private Uni<Void> ask(String tenantId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> ApprovalCalls.claim(session, now(), ROOM)
                                .chain(claims -> secrets.validAt(session, tenantId, now())
                                        .map(valid -> new Turn(claims, valid))))
                .chain(turn -> askAll(tenantId, turn))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("approvals of %s wait for the next time: %s", tenantId, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> askAll(String tenantId, Turn turn) {
        return Multi.createFrom()
                .iterable(turn.claims())
                .onItem()
                .transformToUni(claim -> ask(tenantId, claim, turn.secrets()))
                .merge(ROOM)
                .collect()
                .last();
    }

    private Uni<Void> ask(String tenantId, ApprovalCalls.Claim claim, List<SigningSecret> valid) {
        var approval =
                claim.reward().given() == null ? null : claim.reward().given().approval();
        if (approval == null || approval.callback() == null || CallPlan.isOver(claim.firstAt(), now()))
            return settleApproval.silence(tenantId, claim, approval, now());
        return egress.send(post(approval, claim, valid)).chain(answer -> settle(tenantId, claim, answer));
    }

    private Uni<Void> settle(String tenantId, ApprovalCalls.Claim claim, Answer answer) {
        return settleApproval.answer(
                tenantId,
                claim,
                CallAnswer.of(answer),
                now(),
                ThreadLocalRandom.current().nextDouble());
    }

    private Egress.Post post(RewardApproval approval, ApprovalCalls.Claim claim, List<SigningSecret> valid) {
        var at = now();
        var body = json(new Body(TYPE, at, RewardResponse.of(claim.reward())));
        var headers = new LinkedHashMap<>(Signature.headers(valid, claim.rewardId(), at, body));
        headers.put("user-agent", USER_AGENT);
        return new Egress.Post(
                String.valueOf(approval.callback()), claim.failures(), headers, Buffer.buffer(body), TIMEOUT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static byte[] json(Body body) {
        try {
            return EventJson.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question cannot be written as JSON", e);
        }
    }
}
