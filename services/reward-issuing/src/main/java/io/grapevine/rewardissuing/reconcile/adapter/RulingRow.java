package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.approval.Remark;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who said what about a reward, and why; the change it led to has the same sequence. */
@JsonNaming(SnakeCaseStrategy.class)
record RulingRow(
        String tenantId,
        String rewardId,
        int sequence,
        String word,
        String saidBy,
        @Nullable String person,
        @Nullable String reason,
        @Nullable String reference,
        Instant saidAt) {

    private static final String RECORD =
            "insert into rulings select * from jsonb_populate_recordset(cast(null as rulings), cast(:rows as jsonb))";

    /** Somebody's word, by the key or the callback it came by. */
    record Said(String word, String by, Remark remark) {}

    /** What changed nothing had been said before, and is not recorded again. */
    static Uni<Integer> record(Mutiny.StatelessSession session, String tenantId, List<Changed> changes, Said said) {
        return Rows.write(
                session,
                RECORD,
                changes.stream().map(change -> of(tenantId, change, said)).toList());
    }

    private static RulingRow of(String tenantId, Changed change, Said said) {
        var reward = change.reward();
        return new RulingRow(
                tenantId,
                reward.id(),
                reward.sequence(),
                said.word(),
                said.by(),
                said.remark().person(),
                said.remark().reason(),
                said.remark().reference(),
                reward.changedAt());
    }
}
