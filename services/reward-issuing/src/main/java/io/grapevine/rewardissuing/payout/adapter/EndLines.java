package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.payout.LineStatus;
import io.grapevine.rewardissuing.payout.Restoration;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Brings lines of a payout whose row is held to their ends, and with the last of them the payout; gives back what was not paid. */
@ApplicationScoped
class EndLines {

    private static final String BOOKED = """
            select cast(jsonb_build_object('line', to_jsonb(l), 'rewards', (select coalesce(jsonb_agg(i.reward_id), '[]') \
            from payout_items i where i.tenant_id = l.tenant_id and i.line_id = l.line_id and i.booked_minor > 0)) as text) \
            from payout_lines l where l.payout_id = :id and (:line = '' and l.status in ('due', 'sent', 'paid') or l.line_id = :line) \
            and l.tenant_id = (select current_setting('grapevine.tenant', true)) order by l.line_id""";
    private static final String MOVE = """
            update payout_lines l set status = r.status, reason = r.reason, changed_at = r.changed_at \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(line_id text, status text, reason text, changed_at timestamptz) \
            where l.line_id = r.line_id and l.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String OVER = """
            delete from payout_sendings s using jsonb_to_recordset(cast(:rows as jsonb)) as r(line_id text) \
            where s.line_id = r.line_id and s.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String BOOK = """
            update payouts p set status = case when exists (select from payout_lines l where l.tenant_id = p.tenant_id \
            and l.payout_id = p.payout_id and l.status = 'due') then 'paying' else 'settled' end, ended_at = case when exists \
            (select from payout_lines l where l.tenant_id = p.tenant_id and l.payout_id = p.payout_id and l.status = 'due') \
            then null else cast(:now as timestamptz) end where p.payout_id = :id and p.status = 'approved' \
            and p.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String SETTLE = """
            update payouts p set status = 'settled', ended_at = :now where p.payout_id = :id and p.status = 'paying' \
            and p.tenant_id = (select current_setting('grapevine.tenant', true)) and not exists (select from payout_lines l \
            where l.tenant_id = p.tenant_id and l.payout_id = p.payout_id and l.status in ('proposed', 'due', 'sent'))""";

    private final BiFunction<Mutiny.StatelessSession, Restoration, Uni<Void>> restoreRewards;

    EndLines(BiFunction<Mutiny.StatelessSession, Restoration, Uni<Void>> restoreRewards) {
        this.restoreRewards = restoreRewards;
    }

    /**
     * A line that is booked.
     *
     * @param rewards which it paid
     */
    record BookedLine(LineRow line, List<String> rewards) {

        Restoration restoration(String currency, Instant now) {
            return new Restoration(line.tenantId(), line.externalId(), currency, line.bookedMinor(), rewards, now);
        }
    }

    /** What is to become of a line. */
    record Ending(
            BookedLine line, LineStatus status, @Nullable String reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record MovedRow(
            String lineId, String status, @Nullable String reason, Instant changedAt) {}

    /** Lines that may still be, or have been, paid. */
    static Uni<Map<String, BookedLine>> of(Mutiny.StatelessSession session, String payoutId) {
        return session.createNativeQuery(BOOKED, String.class)
                .setParameter("id", payoutId)
                .setParameter("line", "")
                .getResultList()
                .map(rows -> Payouts.read(rows, BookedLine.class).stream()
                        .collect(Collectors.toMap(
                                booked -> booked.line().lineId(),
                                Function.identity(),
                                (one, other) -> one,
                                LinkedHashMap::new)));
    }

    /**
     * One of them, however it stands.
     *
     * @throws IllegalStateException if the payout has no such line
     */
    static Uni<BookedLine> line(Mutiny.StatelessSession session, String payoutId, String lineId) {
        return session.createNativeQuery(BOOKED, String.class)
                .setParameter("id", payoutId)
                .setParameter("line", lineId)
                .getSingleResult()
                .map(row -> Payouts.read(row, BookedLine.class));
    }

    /** All lines are booked: the payout goes on, or ends, if nothing was left to pay. */
    Uni<Void> booked(Mutiny.StatelessSession session, String payoutId, Instant now) {
        return update(session, BOOK, payoutId, now);
    }

    /** Paid ones end; failed and returned ones give their money back, each by itself, in the order of the lines. */
    Uni<Void> end(Mutiny.StatelessSession session, PayoutRow payout, List<Ending> endings, Instant now) {
        var rows = endings.stream()
                .map(ending -> new MovedRow(
                        ending.line().line().lineId(), ending.status().wireName(), ending.reason(), now))
                .toList();
        return Rows.write(session, MOVE, rows)
                .chain(() -> Rows.write(session, OVER, rows))
                .chain(() -> restore(session, payout, endings, now))
                .chain(() -> update(session, SETTLE, payout.payoutId(), now));
    }

    private Uni<Void> restore(Mutiny.StatelessSession session, PayoutRow payout, List<Ending> endings, Instant now) {
        var back = endings.stream()
                .filter(ending -> ending.status() == LineStatus.FAILED || ending.status() == LineStatus.RETURNED)
                .map(ending -> ending.line().restoration(payout.currency(), now))
                .toList();
        return Multi.createFrom()
                .iterable(back)
                .onItem()
                .transformToUniAndConcatenate(restoration -> restoreRewards.apply(session, restoration))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> update(Mutiny.StatelessSession session, String statement, String payoutId, Instant now) {
        return session.createNativeQuery(statement)
                .setParameter("now", now)
                .setParameter("id", payoutId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
