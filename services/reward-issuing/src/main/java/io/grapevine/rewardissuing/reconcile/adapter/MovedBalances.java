package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.RecordColumns;
import io.grapevine.rewardissuing.reconcile.Movement;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Adds what moved to people's balances and counts what they will be told, in one statement. */
final class MovedBalances {

    // Added to, never read and written back; each table in key order, so that two transactions cannot wait for each
    // other. The row of a person's number is held to the commit: numbers are given in the order in which they are seen,
    // and nobody else waits.
    private static final RecordColumns<MovedRow> ROWS = RecordColumns.of(MovedRow.class);
    private static final String MOVE =
            "with given as materialized (select " + ROWS.named() + " from " + ROWS.rows() + """
            ), \
            numbered as (insert into beneficiary_sequences as s \
            select tenant_id, external_id, sum(changes) from given group by tenant_id, external_id order by external_id \
            on conflict (tenant_id, external_id) do update set last = s.last + excluded.last \
            returning s.external_id, s.last), \
            moved as (insert into balances as b select tenant_id, program_key, external_id, currency, kind, sum(held_minor), \
            sum(released_minor), sum(paid_minor), sum(clawed_back_minor) from given where currency is not null \
            group by tenant_id, program_key, external_id, currency, kind \
            order by program_key, external_id, currency, kind \
            on conflict (tenant_id, program_key, external_id, currency, kind) do update \
            set held_minor = b.held_minor + excluded.held_minor, \
            released_minor = b.released_minor + excluded.released_minor, \
            paid_minor = b.paid_minor + excluded.paid_minor, \
            clawed_back_minor = b.clawed_back_minor + excluded.clawed_back_minor) \
            select cast(jsonb_build_object('external_id', external_id, 'last', last) as text) from numbered""";

    private MovedBalances() {}

    /** A person's change, with the money it moved in one currency, if any; {@code changes} counts each change once. */
    private record MovedRow(
            String tenantId,
            String programKey,
            String externalId,
            @Nullable String currency,
            String kind,
            long heldMinor,
            long releasedMinor,
            long paidMinor,
            long clawedBackMinor,
            int changes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record NumberRow(String externalId, long last) {}

    /** Answers the number of each person's last change. */
    static Uni<Map<String, Long>> move(Mutiny.StatelessSession session, String tenantId, List<Changed> changes) {
        var rows = new ArrayList<MovedRow>();
        for (var change : changes) addRows(rows, tenantId, change);
        return ROWS.read(session, MOVE, rows, String.class)
                .map(numbered -> JsonRows.read(numbered, NumberRow.class).stream()
                        .collect(Collectors.toMap(NumberRow::externalId, NumberRow::last)));
    }

    private static void addRows(List<MovedRow> rows, String tenantId, Changed change) {
        var counted = 1;
        // What is donated in somebody's name is owed to the cause, and in nobody's balance.
        var movements = change.reward().line().cause().isPresent() ? List.<Movement>of() : change.movements();
        for (var moved : movements) {
            rows.add(row(tenantId, change, moved, counted));
            counted = 0;
        }
        if (counted == 1) rows.add(row(tenantId, change, null, counted));
    }

    private static MovedRow row(String tenantId, Changed change, @Nullable Movement moved, int changes) {
        var line = change.reward().line();
        return new MovedRow(
                tenantId,
                line.programKey(),
                line.key().externalId(),
                moved == null ? null : moved.currency(),
                line.kind().wireName(),
                moved == null ? 0 : moved.heldMinor(),
                moved == null ? 0 : moved.releasedMinor(),
                moved == null ? 0 : moved.paidMinor(),
                moved == null ? 0 : moved.clawedBackMinor(),
                changes);
    }
}
