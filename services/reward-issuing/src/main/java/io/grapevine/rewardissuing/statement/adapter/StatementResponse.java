package io.grapevine.rewardissuing.statement.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.statement.Booking;
import io.grapevine.rewardissuing.statement.Running;
import io.grapevine.rewardissuing.statement.Standing;
import io.grapevine.rewardissuing.statement.adapter.Statements.Standings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A page of a person's statement; {@code next} is absent on the last, opening and closing are the whole period's on each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatementResponse(
        String externalId,
        @Nullable String programKey,
        Instant from,
        Instant to,
        List<CurrencyStatement> balances,
        List<LineResponse> items,
        @Nullable String next) {

    /** Minor units; no currency is ever added to another. */
    record CurrencyStatement(String currency, BalanceAt opening, BalanceAt closing) {}

    /** {@code amount} is owed at that moment and may be negative, {@code held} is promised. */
    record BalanceAt(long amount, long held) {

        static BalanceAt of(Standing standing) {
            return new BalanceAt(standing.owedMinor(), standing.heldMinor());
        }
    }

    /** One transfer's effect in one currency; {@code balance} is what there is after it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineResponse(
            Instant at,
            String transferId,
            List<String> booked,
            Terms.Money amount,
            Terms.Money held,
            Terms.Money paid,
            BalanceAt balance,
            String rewardId,
            String programKey,
            String kind,
            String conversionId,
            @Nullable String orderId,
            @Nullable String customerId,
            @Nullable String status,
            @Nullable String reason,
            Why why) {}

    /**
     * Why the reward is worth what it is worth: its rule in the program's version, what a percentage is of, the rate, what the rule would
     * have given and which limit took the rest.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Why(
            String ruleId,
            @Nullable Integer programVersion,
            @Nullable Integer revision,
            Terms.@Nullable Money worth,
            Terms.@Nullable Money base,
            @Nullable BigDecimal percent,
            Terms.@Nullable Money wanted,
            @Nullable String cutBy) {

        static Why of(StatementRow row) {
            var reckoning = row.reckoning();
            return new Why(
                    row.ruleId(),
                    row.programVersion(),
                    row.revision(),
                    money(row.amountMinor(), row.currency()),
                    reckoning == null ? null : money(reckoning.baseMinor(), row.currency()),
                    reckoning == null ? null : reckoning.percent(),
                    reckoning == null ? null : money(reckoning.wantedMinor(), row.currency()),
                    reckoning == null ? null : reckoning.cutBy());
        }

        private static Terms.@Nullable Money money(@Nullable Long minor, String currency) {
            return minor == null ? null : new Terms.Money(minor, currency);
        }
    }

    static StatementResponse of(
            Statements.Person person, Period period, Standings standings, List<StatementRow> rows, boolean more) {
        var running = new Running(standings.here());
        return new StatementResponse(
                person.externalId(),
                person.programKey().isEmpty() ? null : person.programKey(),
                period.from(),
                period.to(),
                balances(standings),
                rows.stream().map(row -> line(row, running)).toList(),
                more ? String.valueOf(rows.getLast().entry()) : null);
    }

    private static List<CurrencyStatement> balances(Standings standings) {
        var currencies = new TreeSet<>(standings.opening().keySet());
        currencies.addAll(standings.closing().keySet());
        return currencies.stream()
                .map(currency -> new CurrencyStatement(
                        currency,
                        BalanceAt.of(standings.opening().getOrDefault(currency, Standing.NOTHING)),
                        BalanceAt.of(standings.closing().getOrDefault(currency, Standing.NOTHING))))
                .toList();
    }

    private static LineResponse line(StatementRow row, Running running) {
        return new LineResponse(
                row.postedAt(),
                row.transferId(),
                row.moved().bookings().stream().map(Booking::wireName).toList(),
                new Terms.Money(row.payableMinor(), row.currency()),
                new Terms.Money(row.heldMinor(), row.currency()),
                new Terms.Money(row.paidMinor(), row.currency()),
                BalanceAt.of(running.after(row.currency(), row.moved())),
                row.rewardId(),
                row.programKey(),
                row.kind(),
                row.conversionId(),
                row.orderId(),
                row.customerId(),
                row.status(),
                row.reason(),
                Why.of(row));
    }
}
