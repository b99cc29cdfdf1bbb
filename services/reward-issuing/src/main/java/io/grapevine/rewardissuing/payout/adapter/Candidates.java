package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.payout.Eligibility;
import io.grapevine.rewardissuing.payout.Payable;
import io.grapevine.rewardissuing.payout.Payee;
import io.grapevine.rewardissuing.payout.PayoutForm;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.grapevine.rewardissuing.payout.TaxForm;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Whoever has money or a debt of the sort a payout asks for. Found by their balances: no index of rewards is kept for it. */
final class Candidates {

    // A file that a bank takes and a person can look through; what is more waits for the next payout.
    private static final int MOST_PEOPLE = 1_000;
    // Bounds the transaction that creates a payout; a person beyond it is paid in several payouts.
    private static final int MOST_REWARDS_OF_ONE = 1_000;
    private static final int MOST_REWARDS = 20_000;

    // Whoever can be paid comes first, so that those who cannot never fill a payout; they follow, to be told why.
    private static final String PEOPLE = """
            select cast(jsonb_build_object('external_id', b.external_id, 'currency', cast(:currency as text), 'kinds', cast(:kinds as text), \
            'in_open_payout', exists (select from payout_lines l join payouts p using (tenant_id, payout_id) \
            where l.tenant_id = (select current_setting('grapevine.tenant', true)) and l.external_id = b.external_id \
            and l.status = 'proposed' and p.currency = :currency)) as text) from balances b \
            where b.tenant_id = (select current_setting('grapevine.tenant', true)) and b.currency = :currency \
            and b.kind = any(string_to_array(:kinds, ' ')) group by b.external_id \
            having bool_or(b.released_minor - b.paid_minor - b.clawed_back_minor <> 0 and (:program = '' or b.program_key = :program)) \
            order by sum(b.released_minor - b.paid_minor - b.clawed_back_minor) < :minimum or (:method <> 'manual' and not exists \
            (select from payees y where y.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and y.external_id = b.external_id)), b.external_id limit :most""";
    // Debts first: they are netted in any case.
    private static final String PAYABLES = """
            select cast(jsonb_build_object('reward_id', w.reward_id, 'external_id', r.external_id, 'program_key', w.program_key, \
            'minor', w.minor) as text) from jsonb_to_recordset(cast(:rows as jsonb)) as r(external_id text, currency text, kinds text) \
            cross join lateral (select w.reward_id, w.program_key, \
            w.released_minor - w.clawed_back_minor - w.paid_minor - w.frozen_minor as minor from rewards w \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and w.external_id = r.external_id \
            and w.currency = r.currency and w.kind = any(string_to_array(r.kinds, ' ')) \
            and w.released_minor - w.clawed_back_minor - w.paid_minor - w.frozen_minor <> 0 \
            order by 3, 1 limit %d offset 0) as w order by r.external_id collate "C" limit %d""".formatted(MOST_REWARDS_OF_ONE, MOST_REWARDS + 1);

    private static final String PAYEES = """
            select cast(jsonb_build_object('external_id', r.external_id, 'payee', (select to_jsonb(y) || jsonb_build_object( \
            'methods', a.methods, 'hint', a.hint) from payees y join payee_accounts a using (tenant_id, external_id, account) \
            where y.tenant_id = (select current_setting('grapevine.tenant', true)) and y.external_id = r.external_id), \
            'paid_minor', (select coalesce(sum(l.booked_minor), 0) from payout_lines l join payouts p using (tenant_id, payout_id) \
            where l.tenant_id = (select current_setting('grapevine.tenant', true)) and l.external_id = r.external_id \
            and l.status in ('due', 'sent', 'paid') and p.currency = r.currency \
            and p.approved_at >= date_trunc('year', cast(r.now as timestamptz), 'UTC'))) as text) \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(external_id text, currency text, now text)""";
    private static final String TAX_FORM_FROM = """
            select cast(s.tax_form_from ->> :currency as bigint) from payout_settings s \
            where s.tenant_id = (select current_setting('grapevine.tenant', true))""";

    private Candidates() {}

    /** @param more whether there are others, for a payout after this */
    record Found(List<Payable> payables, Eligibility eligibility, boolean more) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record AskedRow(String externalId, String currency, Instant now) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record PayeeRow(int account, String methods, String hint, String taxForm) {

        Payee payee() {
            return new Payee(
                    account,
                    Arrays.stream(methods.split(" "))
                            .map(word -> PayoutMethod.valueOf(word.toUpperCase(Locale.ROOT)))
                            .collect(Collectors.toSet()),
                    hint,
                    TaxForm.valueOf(taxForm.toUpperCase(Locale.ROOT)));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record KnownRow(String externalId, @Nullable PayeeRow payee, long paidMinor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record PersonRow(String externalId, String currency, String kinds, boolean inOpenPayout) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record PayableRow(String rewardId, String externalId, String programKey, long minor) {

        Payable payable() {
            return new Payable(rewardId, externalId, programKey, minor);
        }
    }

    static Uni<Found> of(Mutiny.StatelessSession session, PayoutForm form, Instant now) {
        var program = form.programKey();
        return session.createNativeQuery(PEOPLE, String.class)
                .setParameter("currency", form.currency())
                .setParameter("kinds", PayoutRow.words(form.kinds()))
                .setParameter("program", program == null ? "" : program)
                .setParameter("minimum", form.minimumMinor())
                .setParameter("method", form.method().wireName())
                .setParameter("most", MOST_PEOPLE + 1)
                .getResultList()
                .map(rows -> Payouts.read(rows, PersonRow.class))
                .chain(people -> found(session, form, people, now));
    }

    private static Uni<Found> found(
            Mutiny.StatelessSession session, PayoutForm form, List<PersonRow> people, Instant now) {
        var asked = people.stream().limit(MOST_PEOPLE).toList();
        return eligibility(session, form, asked, now)
                .chain(eligibility -> Rows.read(session, PAYABLES, asked, String.class)
                        .map(rows -> Payouts.read(rows, PayableRow.class))
                        .map(rows -> new Found(
                                whole(rows), eligibility, people.size() > MOST_PEOPLE || rows.size() > MOST_REWARDS)));
    }

    private static Uni<Eligibility> eligibility(
            Mutiny.StatelessSession session, PayoutForm form, List<PersonRow> people, Instant now) {
        var waiting = people.stream()
                .filter(PersonRow::inOpenPayout)
                .map(PersonRow::externalId)
                .collect(Collectors.toSet());
        var asked = people.stream()
                .map(person -> new AskedRow(person.externalId(), form.currency(), now))
                .toList();
        return session.createNativeQuery(TAX_FORM_FROM, Long.class)
                .setParameter("currency", form.currency())
                .getSingleResultOrNull()
                .chain(taxFormFrom -> Rows.read(session, PAYEES, asked, String.class)
                        .map(rows -> eligibility(waiting, taxFormFrom, Payouts.read(rows, KnownRow.class))));
    }

    private static Eligibility eligibility(Set<String> waiting, @Nullable Long taxFormFrom, List<KnownRow> people) {
        var payees = new HashMap<String, Payee>();
        var paid = new HashMap<String, Long>();
        for (var person : people) {
            var payee = person.payee();
            if (payee != null) payees.put(person.externalId(), payee.payee());
            paid.put(person.externalId(), person.paidMinor());
        }
        return new Eligibility(waiting, payees, taxFormFrom, paid);
    }

    /** Whoever is cut off by the bound is left to the next payout altogether. */
    private static List<Payable> whole(List<PayableRow> rows) {
        var last = rows.size() > MOST_REWARDS ? rows.getLast().externalId() : "";
        return rows.stream()
                .filter(row -> !row.externalId().equals(last))
                .map(PayableRow::payable)
                .toList();
    }
}
