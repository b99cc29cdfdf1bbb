package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.rewardissuing.payout.Booking;
import io.grapevine.rewardissuing.payout.Booking.Booked;
import io.grapevine.rewardissuing.payout.Payable;
import io.grapevine.rewardissuing.payout.PaymentOrder;
import io.grapevine.rewardissuing.payout.PaymentOrders;
import io.grapevine.rewardissuing.reconcile.Payment;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Books signed lines as paid, in the transaction of the payout. Whoever reduces what a person is owed holds that person's lock, so that
 * nothing is paid which was taken back before.
 */
@ApplicationScoped
class PayRewards implements BiFunction<Mutiny.StatelessSession, PaymentOrders, Uni<List<Booking>>> {

    private final Books books;

    PayRewards(Books books) {
        this.books = books;
    }

    @Override
    public Uni<List<Booking>> apply(Mutiny.StatelessSession session, PaymentOrders payment) {
        var people = payment.orders().stream()
                .map(PaymentOrder::externalId)
                .distinct()
                .toList();
        return PeoplesRewards.unsettled(session, payment.tenantId(), people, payment.currency())
                .chain(rewards -> book(session, payment, rewards));
    }

    private Uni<List<Booking>> book(Mutiny.StatelessSession session, PaymentOrders payment, List<Reward> rewards) {
        var byId = rewards.stream().collect(Collectors.toMap(Reward::id, Function.identity()));
        var payables = rewards.stream()
                .filter(reward -> payment.kinds().contains(reward.line().kind()))
                .map(PayRewards::payable)
                .collect(Collectors.groupingBy(Payable::externalId));
        var bookings = payment.orders().stream()
                .map(order ->
                        Booking.of(order, payables.getOrDefault(order.externalId(), List.of()), payment.minimumMinor()))
                .toList();
        var changes = bookings.stream()
                .filter(Booked.class::isInstance)
                .flatMap(booking -> ((Booked) booking).items().stream())
                .map(item -> changed(byId, item, payment))
                .toList();
        return books.write(session, payment.tenantId(), changes, Map.of()).replaceWith(bookings);
    }

    private static Changed changed(Map<String, Reward> rewards, Payable item, PaymentOrders payment) {
        var reward = rewards.get(item.rewardId());
        if (reward == null) throw new IllegalStateException(item.rewardId() + " was not locked");
        return Payment.of(reward, item.minor(), payment.at());
    }

    private static Payable payable(Reward reward) {
        var line = reward.line();
        return new Payable(
                reward.id(),
                line.key().externalId(),
                line.programKey(),
                reward.position().payableMinor());
    }
}
