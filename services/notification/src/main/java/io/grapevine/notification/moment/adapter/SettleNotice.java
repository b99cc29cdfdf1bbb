package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.NoticeStatus;
import io.grapevine.notification.moment.NoticeVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Writes down what became of an attempt, tells the log how a notice ended, and counts it. */
@ApplicationScoped
class SettleNotice {

    private static final Logger LOG = Logger.getLogger(SettleNotice.class);
    private static final String SOURCE = "/notification";
    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final TenantTransactions transactions;
    private final Notices notices;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    SettleNotice(
            TenantTransactions transactions,
            Notices notices,
            Outbox outbox,
            MeterRegistry metrics,
            InstantSource clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** There from the start, so that an alert sees a step from 0 to 1 and not a series that begins at 1. */
    void expect(Channel channel) {
        ended(channel.wireName(), NoticeStatus.UNKNOWN, 0);
    }

    Uni<Void> handle(ClaimedNoticeRow notice, CarrierAnswer answer) {
        return handle(
                notice,
                NoticeVerdict.of(
                        answer, notice.failures, ThreadLocalRandom.current().nextDouble()));
    }

    Uni<Void> handle(ClaimedNoticeRow notice, NoticeVerdict verdict) {
        var now = clock.instant();
        return transactions
                .inTenant(notice.tenantId, session -> settle(session, notice, verdict, now))
                .runSubscriptionOn(Courier.currentEventLoop()) // a retry comes from a timer's thread
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .expireIn(SETTLE_WITHIN.toMillis())
                .invoke(() -> count(notice, verdict));
    }

    /** Claims that nobody settled, ended by the caller: each is counted, logged and told. */
    Uni<Void> givenUp(Mutiny.StatelessSession session, List<ClaimedNoticeRow> given, Instant now) {
        for (var notice : given) {
            LOG.warnf(
                    "%s about %s was claimed and never settled: it may have been sent, and is not sent again",
                    notice.noticeId, notice.subject);
            ended(notice.channel, NoticeStatus.UNKNOWN, 1);
        }
        return outbox.add(
                session,
                given.stream()
                        .flatMap(notice -> outcome(notice, NoticeStatus.UNKNOWN, now).stream())
                        .toList());
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session, ClaimedNoticeRow notice, NoticeVerdict verdict, Instant now) {
        return notices.settle(session, notice, verdict, now)
                .chain(settled -> outbox.add(
                        session,
                        settled
                                ? outcome(notice, verdict.status(), now).stream()
                                        .toList()
                                : List.of()));
    }

    private void count(ClaimedNoticeRow notice, NoticeVerdict verdict) {
        if (!verdict.isEnd() && !verdict.isFailure()) return; // waits for its hour
        if (!verdict.isEnd()) {
            metrics.counter("grapevine.notices.retries", "channel", notice.channel, "reason", verdict.error())
                    .increment();
            return;
        }
        ended(notice.channel, verdict.status(), 1);
        if (verdict.status() != NoticeStatus.SENT && verdict.status() != NoticeStatus.GATHERED)
            LOG.infof(
                    "%s about %s ended as %s: %s",
                    notice.noticeId, notice.subject, verdict.status().wireName(), verdict.error());
    }

    private void ended(String channel, NoticeStatus status, int count) {
        metrics.counter("grapevine.notices.ended", "channel", channel, "outcome", status.wireName())
                .increment(count);
    }

    private static Optional<Event<?>> outcome(ClaimedNoticeRow notice, NoticeStatus status, Instant now) {
        return status.outcome()
                .map(outcome -> new NotificationDelivered(
                        notice.noticeId, notice.readerId, notice.channel, outcome, notice.attempts, now))
                .map(data ->
                        Event.stated(notice.tenantId, Identifier.next("evt"), SOURCE, now, notice.correlationId, data));
    }
}
