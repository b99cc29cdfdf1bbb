package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.payout.Booking;
import io.grapevine.rewardissuing.payout.Booking.Booked;
import io.grapevine.rewardissuing.payout.Booking.Dropped;
import io.grapevine.rewardissuing.payout.LineStatus;
import io.grapevine.rewardissuing.payout.PaymentOrder;
import io.grapevine.rewardissuing.payout.PaymentOrders;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Books approved payouts, some lines a transaction, so that nobody's decisions wait for a large one. The approval books the first share
 * itself; what is left, also after a crash, is done by the clock, by any instance: whoever holds the payout's row.
 */
@ApplicationScoped
class BookPayouts {

    // Each holds its person's lock to the end of the transaction; as many as a fraction of a second books.
    private static final int BATCH = 200;
    // A turn serves this many tenants; the rest are next.
    private static final int TENANTS = 200;
    private static final String WORKLIST =
            "select distinct tenant_id from payouts where status = 'approved' order by tenant_id limit :most";
    private static final String NEXT = """
            select cast(to_jsonb(p) as text) from payouts p where p.status = 'approved' \
            and p.tenant_id = (select current_setting('grapevine.tenant', true)) order by p.payout_id limit 1 for update skip locked""";
    private static final String LINES = """
            select cast(jsonb_build_object('line_id', l.line_id, 'external_id', l.external_id, 'amount_minor', l.amount_minor, \
            'payee_changed', l.account is not null and not exists (select from payees y where y.tenant_id = l.tenant_id \
            and y.external_id = l.external_id and y.account = l.account), 'items', (select coalesce(jsonb_object_agg(i.reward_id, i.amount_minor), '{}') from payout_items i \
            where i.tenant_id = l.tenant_id and i.line_id = l.line_id)) as text) from payout_lines l where l.payout_id = :id \
            and l.status = 'proposed' and l.tenant_id = (select current_setting('grapevine.tenant', true)) order by l.line_id limit :most""";
    private static final String SAVE_LINES = """
            update payout_lines l set status = r.status, reason = r.reason, booked_minor = r.booked_minor, changed_at = r.changed_at \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(line_id text, status text, reason text, booked_minor bigint, \
            changed_at timestamptz) where l.line_id = r.line_id and l.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String SAVE_ITEMS = """
            update payout_items i set booked_minor = r.booked_minor from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(line_id text, reward_id text, booked_minor bigint) where i.line_id = r.line_id and i.reward_id = r.reward_id \
            and i.tenant_id = (select current_setting('grapevine.tenant', true))""";
    // A debt that came up since the payout was created joins it.
    private static final String JOIN_DEBTS = """
            insert into payout_items select r.* from jsonb_populate_recordset(cast(null as payout_items), cast(:rows as jsonb)) r \
            where not exists (select from payout_items i where i.tenant_id = r.tenant_id and i.line_id = r.line_id \
            and i.reward_id = r.reward_id)""";
    private static final String CLOSE_ITEMS = """
            update payout_items i set open = false from jsonb_to_recordset(cast(:rows as jsonb)) as r(line_id text) \
            where i.line_id = r.line_id and i.open and i.tenant_id = (select current_setting('grapevine.tenant', true))""";

    private final TenantTransactions transactions;
    private final TenantSweep sweep;
    private final BiFunction<Mutiny.StatelessSession, PaymentOrders, Uni<List<Booking>>> payRewards;
    private final EndLines endLines;
    private final InstantSource clock;

    BookPayouts(
            TenantTransactions transactions,
            TenantSweep sweep,
            BiFunction<Mutiny.StatelessSession, PaymentOrders, Uni<List<Booking>>> payRewards,
            EndLines endLines,
            InstantSource clock) {
        this.transactions = transactions;
        this.sweep = sweep;
        this.payRewards = payRewards;
        this.endLines = endLines;
        this.clock = clock;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record SignedRow(
            String lineId, String externalId, long amountMinor, boolean payeeChanged, Map<String, Long> items) {

        PaymentOrder order() {
            return new PaymentOrder(lineId, externalId, amountMinor, items);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record BookedRow(
            String lineId, String status, @Nullable String reason, long bookedMinor, Instant changedAt) {

        static BookedRow of(Booking booking, Instant now) {
            return switch (booking) {
                case Booked booked ->
                    new BookedRow(booked.lineId(), LineStatus.DUE.wireName(), null, booked.amountMinor(), now);
                case Dropped(var lineId, var reason) ->
                    new BookedRow(lineId, LineStatus.DROPPED.wireName(), reason.wireName(), 0, now);
            };
        }
    }

    @Scheduled(every = "{grapevine.payouts.book-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return sweep.run(
                "payouts to book",
                transactions.presenting("worklist", "bookings", BookPayouts::tenants),
                BATCH,
                this::bookNext);
    }

    private static Uni<List<String>> tenants(Mutiny.StatelessSession session) {
        return session.createNativeQuery(WORKLIST, String.class)
                .setParameter("most", TENANTS)
                .getResultList();
    }

    private Uni<Integer> bookNext(Mutiny.StatelessSession session, String tenantId) {
        return session.createNativeQuery(NEXT, String.class)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(0)
                        : book(
                                session,
                                Payouts.read(row, PayoutRow.class),
                                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Books some lines of a payout whose row is held; answers how many. Fewer than a batch were the last. */
    Uni<Integer> book(Mutiny.StatelessSession session, PayoutRow payout, Instant now) {
        return session.createNativeQuery(LINES, String.class)
                .setParameter("id", payout.payoutId())
                .setParameter("most", BATCH)
                .getResultList()
                .map(rows -> Payouts.read(rows, SignedRow.class))
                .call(lines -> book(session, payout, lines, now))
                .call(lines -> lines.size() < BATCH
                        ? booked(session, payout, now)
                        : Uni.createFrom().voidItem())
                .map(List::size);
    }

    /** A payment provider is asked as soon as this is committed. */
    private Uni<Void> booked(Mutiny.StatelessSession session, PayoutRow payout, Instant now) {
        return endLines.booked(session, payout.payoutId(), now)
                .chain(() -> payout.by() == PayoutMethod.PROVIDER
                        ? Sendings.add(session, payout.payoutId(), now).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> book(Mutiny.StatelessSession session, PayoutRow payout, List<SignedRow> lines, Instant now) {
        var changed = lines.stream()
                .filter(SignedRow::payeeChanged)
                .map(line -> Booking.payeeChanged(line.lineId()))
                .toList();
        var orders = lines.stream()
                .filter(line -> !line.payeeChanged())
                .map(SignedRow::order)
                .toList();
        return pay(session, payout, orders, now)
                .chain(bookings -> save(
                        session,
                        payout.tenantId(),
                        Stream.concat(changed.stream(), bookings.stream()).toList(),
                        now));
    }

    private Uni<List<Booking>> pay(
            Mutiny.StatelessSession session, PayoutRow payout, List<PaymentOrder> orders, Instant now) {
        if (orders.isEmpty()) return Uni.createFrom().item(List.of());
        return payRewards.apply(
                session,
                new PaymentOrders(
                        payout.tenantId(), payout.currency(), payout.of(), payout.minimumMinor(), orders, now));
    }

    private static Uni<Void> save(
            Mutiny.StatelessSession session, String tenantId, List<Booking> bookings, Instant now) {
        var lines = bookings.stream().map(booking -> BookedRow.of(booking, now)).toList();
        var items =
                bookings.stream().flatMap(booking -> items(tenantId, booking)).toList();
        return Rows.write(session, SAVE_ITEMS, items)
                .chain(() -> Rows.write(session, JOIN_DEBTS, items))
                .chain(() -> Rows.write(session, CLOSE_ITEMS, lines))
                .chain(() -> Rows.write(session, SAVE_LINES, lines))
                .replaceWithVoid();
    }

    private static Stream<LineRow.ItemRow> items(String tenantId, Booking booking) {
        if (!(booking instanceof Booked booked)) return Stream.of();
        return booked.items().stream()
                .map(item -> new LineRow.ItemRow(
                        tenantId, booked.lineId(), item.rewardId(), item.programKey(), 0, item.minor(), false));
    }
}
