package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.form.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the API reads about payouts, without locks. */
final class PayoutQueries {

    private static final String SHOWN = """
            select cast(jsonb_build_object('payout', to_jsonb(p), 'signatures', (select coalesce(jsonb_object_agg(s.role, s.person), '{}') \
            from payout_signatures s where s.tenant_id = p.tenant_id and s.payout_id = p.payout_id), 'sums', \
            (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (select l.status, count(*) as lines, sum(l.amount_minor) as amount_minor, \
            sum(l.booked_minor) as booked_minor from payout_lines l where l.tenant_id = p.tenant_id and l.payout_id = p.payout_id \
            group by l.status order by l.status) as x)) as text) from payouts p \
            where p.tenant_id = (select current_setting('grapevine.tenant', true)) and""";
    private static final String ONE = SHOWN + " p.payout_id = :id";
    private static final String LIST = SHOWN + " " + """
            (:status = '' or p.status = :status) and (:after = '' or p.payout_id < :after) order by p.payout_id desc limit :most""";
    private static final String LINES = """
            select cast(to_jsonb(l) || jsonb_build_object('rewards', (select count(*) from payout_items i \
            where i.tenant_id = l.tenant_id and i.line_id = l.line_id)) as text) from payout_lines l where l.payout_id = :id \
            and l.tenant_id = (select current_setting('grapevine.tenant', true)) order by l.external_id""";

    private PayoutQueries() {}

    /** Lines of one status together. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Sum(String status, int lines, long amountMinor, long bookedMinor) {}

    /** @param signatures persons by what they signed as */
    record Shown(PayoutRow payout, Map<String, String> signatures, List<Sum> sums) {}

    static Uni<PayoutResponse.Page> list(Mutiny.StatelessSession session, String status, PageRequest page) {
        return session.createNativeQuery(LIST, String.class)
                .setParameter("status", status)
                .setParameter("after", page.after())
                .setParameter("most", page.ask())
                .getResultList()
                .map(rows -> page(Payouts.read(rows, Shown.class), page));
    }

    static Uni<Optional<PayoutResponse>> find(Mutiny.StatelessSession session, String payoutId) {
        return session.createNativeQuery(ONE, String.class)
                .setParameter("id", payoutId)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : withLines(session, Payouts.read(row, Shown.class)).map(Optional::of));
    }

    private static Uni<PayoutResponse> withLines(Mutiny.StatelessSession session, Shown shown) {
        return session.createNativeQuery(LINES, String.class)
                .setParameter("id", shown.payout().payoutId())
                .getResultList()
                .map(rows -> PayoutResponse.of(shown, Payouts.read(rows, LineRow.class)));
    }

    private static PayoutResponse.Page page(List<Shown> rows, PageRequest page) {
        var items = rows.stream()
                .limit(page.limit())
                .map(row -> PayoutResponse.of(row, null))
                .toList();
        return new PayoutResponse.Page(
                items, page.next(rows.size(), () -> items.getLast().id()));
    }
}
