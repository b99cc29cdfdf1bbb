package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.grapevine.attribution.replay.Credit;
import io.grapevine.attribution.replay.Progress;
import io.grapevine.attribution.replay.Totals;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the API shows it.
 *
 * @param definition as it was sent
 * @param phase what it is going over, while it is at work
 * @param changed conversions that would be credited otherwise; only where one replay was asked for, as the totals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayResponse(
        String id,
        String programKey,
        Instant from,
        Instant to,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String definition,
        String state,
        @Nullable String phase,
        Progress progress,
        @Nullable Long changed,
        @Nullable List<Total> totals,
        @Nullable String failure,
        String askedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /**
     * The program's conversions of the period in one currency, and whatever else would change with them.
     *
     * @param currency absent for sign-ups
     * @param difference after less before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Total(@Nullable String currency, Credit before, Credit after, Credit difference) {}

    /** A page; {@code next} is the cursor of the following one, absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ReplayResponse> items, @Nullable String next) {}

    static ReplayResponse of(ReplayRow row, Instant now) {
        return of(row, now, null, null);
    }

    static ReplayResponse of(ReplayRow row, ReplayDifferences.Sides sides, Instant now) {
        var before = row.counted().plus(sides.was());
        var after = row.counted().plus(sides.wouldBe());
        return of(row, now, sides.changed(), totals(before, after));
    }

    private static ReplayResponse of(ReplayRow row, Instant now, @Nullable Long changed, @Nullable List<Total> totals) {
        return new ReplayResponse(
                row.replayId(),
                row.programKey(),
                row.fromAt(),
                row.toAt(),
                row.asked(),
                row.state(),
                row.is().isAtWork() ? row.phase() : null,
                row.progress(now),
                changed,
                totals,
                row.failure(),
                row.askedBy(),
                row.createdAt(),
                row.startedAt(),
                row.endedAt());
    }

    private static List<Total> totals(Totals before, Totals after) {
        var difference = after.minus(before);
        var currencies = new TreeSet<>(before.byCurrency().keySet());
        currencies.addAll(after.byCurrency().keySet());
        return currencies.stream()
                .map(currency -> new Total(
                        currency.equals(Totals.SIGN_UPS) ? null : currency,
                        before.byCurrency().getOrDefault(currency, Credit.NOTHING),
                        after.byCurrency().getOrDefault(currency, Credit.NOTHING),
                        difference.byCurrency().getOrDefault(currency, Credit.NOTHING)))
                .toList();
    }
}
