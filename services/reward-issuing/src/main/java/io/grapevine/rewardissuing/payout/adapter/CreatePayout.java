package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.rewardissuing.payout.PayoutForm;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import io.grapevine.rewardissuing.payout.Proposal;
import io.grapevine.rewardissuing.payout.ProposedLine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Gathers what is payable into a payout. Nothing is booked: that is the approval's work. */
@ApplicationScoped
class CreatePayout {

    private static final String PAYOUTS = "payouts";

    /** Who creates: somebody by a key, or the system by a schedule. */
    sealed interface Creator {
        record ByKey(String keyHash) implements Creator {}

        record BySchedule(String scheduleKey) implements Creator {}
    }

    /** Answers the new payout's id. Two at once come one after the other: what the first reserves, the second finds reserved. */
    Uni<String> handle(
            Mutiny.StatelessSession session, String tenantId, PayoutForm form, Creator creator, Instant now) {
        var payoutId = Identifier.next("pay");
        return IdentityLocks.take(session, tenantId, PAYOUTS, List.of(form.currency()))
                .chain(() -> Candidates.of(session, form, now))
                .chain(found -> insert(session, tenantId, payoutId, form, found, creator, now))
                .chain(() -> sign(session, tenantId, payoutId, creator, now))
                .replaceWith(payoutId);
    }

    private static Uni<Void> insert(
            Mutiny.StatelessSession session,
            String tenantId,
            String payoutId,
            PayoutForm form,
            Candidates.Found found,
            Creator creator,
            Instant now) {
        var proposed = Proposal.of(form, found.payables(), found.eligibility());
        var status = proposed.stream().allMatch(ProposedLine::isBlocked)
                ? PayoutStatus.EMPTY
                : PayoutStatus.AWAITING_APPROVAL;
        var payout = PayoutRow.of(tenantId, payoutId, form, found.more(), scheduleOf(creator), status, now);
        var lines = new ArrayList<LineRow>();
        var items = new ArrayList<LineRow.ItemRow>();
        for (var line : proposed) {
            var row = LineRow.of(
                    tenantId,
                    payoutId,
                    line,
                    found.eligibility().payee(line.externalId()).orElse(null),
                    now);
            lines.add(row);
            items.addAll(row.items(line).toList());
        }
        return Payouts.insert(session, payout, lines, items);
    }

    private static @Nullable String scheduleOf(Creator creator) {
        return switch (creator) {
            case Creator.ByKey(var key) -> null;
            case Creator.BySchedule(var schedule) -> schedule;
        };
    }

    private static Uni<Void> sign(
            Mutiny.StatelessSession session, String tenantId, String payoutId, Creator creator, Instant now) {
        return switch (creator) {
            case Creator.ByKey(var keyHash) -> Payouts.sign(session, tenantId, payoutId, "created", keyHash, now);
            case Creator.BySchedule(var schedule) ->
                Payouts.sign(session, tenantId, payoutId, "created", null, now)
                        .chain(() -> Payouts.sign(session, tenantId, payoutId, "scheduled", null, now));
        };
    }
}
