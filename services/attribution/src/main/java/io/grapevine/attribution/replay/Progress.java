package io.grapevine.attribution.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is and how fast it goes.
 *
 * @param done of the period's conversions
 * @param total how many there are; more may have come since they were counted
 * @param perSecond since it started, its rests included; 0 before there is anything to tell
 * @param estimatedEnd null where there is nothing to tell it by, or nothing left
 */
public record Progress(
        long done, long total, double perSecond, @Nullable Instant estimatedEnd) {

    /** @param until when it ended, or now */
    public static Progress of(long done, long total, @Nullable Instant started, Instant until, boolean ended) {
        var all = Math.max(done, total);
        if (started == null || done == 0) return new Progress(done, all, 0, null);
        var seconds = Math.max(1, Duration.between(started, until).toMillis()) / 1000.0;
        var perSecond = Math.round(done / seconds * 10) / 10.0;
        var left = Duration.ofMillis(Math.round((all - done) / (done / seconds) * 1000));
        return new Progress(done, all, perSecond, ended || all == done ? null : until.plus(left));
    }
}
