package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.rewardissuing.payout.Restoration;
import io.grapevine.rewardissuing.reconcile.Payment;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Gives a person's balance back what did not arrive, in the transaction of the payout. */
@ApplicationScoped
class RestoreRewards implements BiFunction<Mutiny.StatelessSession, Restoration, Uni<Void>> {

    private final Books books;

    RestoreRewards(Books books) {
        this.books = books;
    }

    @Override
    public Uni<Void> apply(Mutiny.StatelessSession session, Restoration restoration) {
        return PeoplesRewards.paid(
                        session, restoration.tenantId(), List.of(restoration.externalId()), restoration.currency())
                .chain(rewards -> PeoplesRewards.paidFormerly(session, restoration.rewardIds(), restoration.currency())
                        .map(former -> changes(restoration, rewards, former)))
                .chain(changes -> books.write(session, restoration.tenantId(), changes, Map.of()));
    }

    private static List<Changed> changes(
            Restoration restoration, List<Reward> rewards, List<PeoplesRewards.Former> formerly) {
        var paid = new HashMap<String, Long>();
        for (var reward : rewards) paid.put(reward.id(), reward.position().paidMinor());
        for (var former : formerly) paid.put(former.reward().id(), former.paidMinor());
        var given = restoration.amongst(paid);
        var changes = new ArrayList<Changed>();
        for (var reward : rewards) {
            var minor = given.getOrDefault(reward.id(), 0L);
            if (minor > 0) changes.add(Payment.of(reward, -minor, restoration.at()));
        }
        for (var former : formerly) {
            var minor = given.getOrDefault(former.reward().id(), 0L);
            if (minor > 0)
                changes.add(Payment.formerGivenBack(former.reward(), restoration.currency(), minor, restoration.at()));
        }
        return changes;
    }
}
