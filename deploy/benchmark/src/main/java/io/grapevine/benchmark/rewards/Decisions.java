package io.grapevine.benchmark.rewards;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * Attributed orders of the demo program as attribution decides them, numbered from 0, a millisecond apart: each earns one commission.
 *
 * @param run tells this run's ids from those of every other
 * @param advocates who are credited in turn
 * @param customers who buy in turn
 */
public record Decisions(String run, int advocates, int customers, Instant at) {

    private static final String TENANT = "demo";
    private static final String PROGRAM = "demo";
    private static final int AMOUNT_MINOR = 4_999;
    private static final double WHOLE = 1.0;

    public Event<ConversionDecided> order(int number) {
        var time = at.plusMillis(number);
        var name = run + "-" + number;
        var advocate = "bench-" + number % advocates;
        var decision = new ConversionDecided(
                "cnv_" + name,
                1,
                PROGRAM,
                1,
                Kind.PURCHASE,
                "p-" + name,
                "api",
                "c-" + run + "-" + number % customers,
                null,
                "o-" + name,
                time,
                AMOUNT_MINOR,
                "EUR",
                0,
                null,
                Outcome.ATTRIBUTED,
                null,
                new Advocate("prt_" + advocate, advocate, "CODE-" + advocate),
                List.of(new Credit("prt_" + advocate, advocate, WHOLE, AMOUNT_MINOR)),
                List.of(),
                new Explanation("binding", null, null, null, "cnv_" + run + "-signup", at, List.of()));
        return new Event<>(TENANT, "d-" + name, "attribution", time, time, null, null, decision);
    }
}
