package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the API reads about rewards, without locks. */
final class RewardQueries {

    // A criterion that was not given is the empty text, which no id is; the planner drops it when the plan is made for
    // the values.
    private static final String LIST = """
            select cast(to_jsonb(w) as text) from rewards w \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and (:customer = '' or w.customer_id = :customer) and (:order = '' or w.order_id = :order) \
            and (:status = '' or w.status = :status) and (:participant = '' or (w.program_key, w.external_id) in \
            (select p.program_key, p.external_id from participants p where p.participant_id = :participant)) \
            and (:after = '' or w.reward_id < :after) order by w.reward_id desc limit :most""";
    private static final String ONE = """
            select cast(to_jsonb(w) as text) from rewards w where w.reward_id = :id \
            and w.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String HISTORY =
            "select cast(to_jsonb(c) - 'event' - 'reckoning' as text) from reward_changes c where c.reward_id = :id order by c.sequence";

    private static final String RULINGS =
            "select cast(to_jsonb(r) as text) from rulings r where r.reward_id = :id order by r.sequence";
    private static final String ISSUES =
            "select cast(to_jsonb(i) as text) from issues i where i.reward_id = :id order by i.sequence";

    private RewardQueries() {}

    /** What to look for; null asks for nothing. */
    record Criteria(
            @Nullable String participantId,
            @Nullable String customerId,
            @Nullable String orderId,
            @Nullable String status) {}

    /** A page of rewards, newest first; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RewardPage(List<RewardResponse> items, @Nullable String next) {}

    static Uni<RewardPage> list(Mutiny.StatelessSession session, Criteria criteria, @Nullable String after, int limit) {
        return session.createNativeQuery(LIST, String.class)
                .setParameter("customer", orEmpty(criteria.customerId()))
                .setParameter("order", orEmpty(criteria.orderId()))
                .setParameter("status", orEmpty(criteria.status()))
                .setParameter("participant", orEmpty(criteria.participantId()))
                .setParameter("after", orEmpty(after))
                .setParameter("most", limit + 1)
                .getResultList()
                .map(rows -> page(JsonRows.read(rows, RewardRow.class), limit));
    }

    static Uni<Optional<RewardResponse>> find(Mutiny.StatelessSession session, String rewardId) {
        return session.createNativeQuery(ONE, String.class)
                .setParameter("id", rewardId)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : withHistory(session, JsonRows.read(row, RewardRow.class))
                                .map(Optional::of));
    }

    private static Uni<RewardResponse> withHistory(Mutiny.StatelessSession session, RewardRow row) {
        return of(session, HISTORY, row, ChangeRow.class)
                .chain(changes -> of(session, RULINGS, row, RulingRow.class)
                        .chain(rulings -> of(session, ISSUES, row, IssueRow.class)
                                .map(issues -> RewardResponse.of(row, changes, rulings, issues))));
    }

    private static <R> Uni<List<R>> of(Mutiny.StatelessSession session, String query, RewardRow reward, Class<R> type) {
        return session.createNativeQuery(query, String.class)
                .setParameter("id", reward.rewardId())
                .getResultList()
                .map(rows -> JsonRows.read(rows, type));
    }

    private static RewardPage page(List<RewardRow> rows, int limit) {
        var items = rows.stream().limit(limit).map(RewardResponse::of).toList();
        return new RewardPage(items, rows.size() > limit ? items.getLast().id() : null);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
