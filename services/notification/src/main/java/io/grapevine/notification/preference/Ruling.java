package io.grapevine.notification.preference;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Stream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether a notice goes out now: a pure function of the moment, the reader's wishes and the circumstances. */
public sealed interface Ruling {

    record Tell() implements Ruling {}

    /** Not before. */
    record Wait(Instant until) implements Ruling {}

    /** With others, in the next digest. */
    record Gather() implements Ruling {}

    record Drop(Reason reason) implements Ruling {}

    /** Why nobody is told; a closed list. */
    enum Reason {
        OVERTAKEN,
        SUPPRESSED,
        NO_CONSENT,
        UNSUBSCRIBED,
        SWITCHED_OFF,
        CAPPED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Ruling of(Moment moment, Channel channel, Preferences wish, Circumstances here, Cap cap) {
        var dropped = dropped(moment, channel, wish, here);
        if (dropped.isPresent()) return new Drop(dropped.get());
        if (wish.choice(moment, channel) == Choice.DIGEST && wish.pace() != Pace.NEVER && !moment.isDigest())
            return new Gather();
        if (moment.stream() == Stream.PROMOTIONAL && here.told() >= cap.most()) return capped(here, cap);
        var quiet = wish.quiet();
        return quiet != null && quiet.covers(here.now(), wish.place())
                ? new Wait(quiet.endAfter(here.now(), wish.place()))
                : new Tell();
    }

    private static Optional<Reason> dropped(Moment moment, Channel channel, Preferences wish, Circumstances here) {
        if (here.overtaken()) return Optional.of(Reason.OVERTAKEN);
        if (here.suppressed()) return Optional.of(Reason.SUPPRESSED);
        if (!here.consented()) return Optional.of(Reason.NO_CONSENT);
        if (moment.stream() == Stream.PROMOTIONAL && wish.left().contains(channel))
            return Optional.of(Reason.UNSUBSCRIBED);
        return wish.choice(moment, channel) == Choice.OFF ? Optional.of(Reason.SWITCHED_OFF) : Optional.empty();
    }

    /** Until the first of those that filled the window has left it. */
    private static Ruling capped(Circumstances here, Cap cap) {
        var since = here.toldSince() == null ? here.now() : here.toldSince();
        var free = since.plus(cap.within());
        if (!free.isAfter(here.now())) free = here.now().plusSeconds(1);
        return free.isAfter(here.happenedAt().plus(cap.patience())) ? new Drop(Reason.CAPPED) : new Wait(free);
    }
}
