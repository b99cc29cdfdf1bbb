package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardApproval.Fallback;
import io.grapevine.rewardissuing.approval.CallAnswer;
import io.grapevine.rewardissuing.approval.CallPlan;
import io.grapevine.rewardissuing.approval.Remark;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Ruling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Books what a merchant's own system said, or its silence, in one transaction: the call and the reward together. */
@ApplicationScoped
class SettleApproval {

    private static final RulingRow.Said YES = new RulingRow.Said("approve", "callback", Remark.NONE);
    private static final RulingRow.Said NO = new RulingRow.Said("reject", "callback", Remark.NONE);
    private static final Remark SILENT = new Remark(null, "no answer within 72 h", null);

    private final TenantTransactions transactions;
    private final Books books;

    SettleApproval(TenantTransactions transactions, Books books) {
        this.transactions = transactions;
        this.books = books;
    }

    Uni<Void> answer(String tenantId, ApprovalCalls.Claim claim, CallAnswer answer, Instant now, double jitter) {
        return transactions.inTenant(tenantId, session -> switch (answer) {
            case CallAnswer.Yes() -> rule(session, tenantId, claim, YES, now);
            case CallAnswer.No() -> rule(session, tenantId, claim, NO, now);
            case CallAnswer.Nothing(var error) -> {
                var dueAt = CallPlan.next(claim.firstAt(), claim.failures() + 1, now, jitter);
                yield ApprovalCalls.failed(session, claim, error, dueAt, now).replaceWithVoid();
            }
        });
    }

    /** What the program says holds where nobody said anything. */
    Uni<Void> silence(String tenantId, ApprovalCalls.Claim claim, @Nullable RewardApproval approval, Instant now) {
        var approves = approval != null && approval.otherwise() == Fallback.APPROVE;
        var said = new RulingRow.Said(approves ? "approve" : "reject", "callback", SILENT);
        return transactions.inTenant(tenantId, session -> rule(session, tenantId, claim, said, now));
    }

    /** Only whoever still holds the lease decides; a reward that somebody decided about meanwhile stays as it is. */
    private Uni<Void> rule(
            Mutiny.StatelessSession session,
            String tenantId,
            ApprovalCalls.Claim claim,
            RulingRow.Said said,
            Instant now) {
        return ApprovalCalls.answered(session, claim, now)
                .chain(isOurs -> isOurs
                        ? Rewards.find(session, claim.rewardId())
                                .chain(reward -> write(session, tenantId, ruled(reward, said, now), said))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> write(
            Mutiny.StatelessSession session, String tenantId, List<Changed> changes, RulingRow.Said said) {
        return books.write(session, tenantId, changes, Map.of())
                .chain(() -> RulingRow.record(session, tenantId, changes, said))
                .replaceWithVoid();
    }

    private static List<Changed> ruled(Optional<Reward> reward, RulingRow.Said said, Instant now) {
        return reward.filter(Reward::awaitsApproval)
                .map(awaiting ->
                        said.word().equals("approve") ? Ruling.approve(awaiting, now) : Ruling.reject(awaiting, now))
                .map(SettleApproval::changes)
                .orElse(List.of());
    }

    private static List<Changed> changes(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Moved(var change) -> List.of(change);
            case Ruling.Already(var reward) -> List.of();
            case Ruling.Illegal(var from) -> List.of();
        };
    }
}
