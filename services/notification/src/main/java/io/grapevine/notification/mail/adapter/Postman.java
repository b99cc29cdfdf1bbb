package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.consume.CaughtUp;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.events.Topic;
import io.grapevine.notification.mail.MailAnswer;
import io.grapevine.notification.mail.MailStatus;
import io.grapevine.notification.mail.MailVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends what is due: claims in one transaction, hands over to the server, settles in another. A crash between the two leaves a
 * claim that nobody settles; it ends as {@code unknown}, is counted and logged, and is not sent again: better an advocate who
 * looks at a balance than one who gets the same news twice.
 */
@ApplicationScoped
class Postman {

    /** Connections to the server at a time: enough to fill it, few enough to be taken for a friend. */
    static final int MOST_AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final String SOURCE = "/notification";
    private static final String CHANNEL = "email";
    // What a crash can leave behind: small, and still several mails for each transaction that claims them.
    private static final int CLAIM = 20;
    // Then it is the next tenant's turn.
    private static final int MOST_CLAIMS_OF_A_TENANT = 10;
    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final DueMails dueMails;
    private final TenantTransactions transactions;
    private final Mails mails;
    private final Letters letters;
    private final MailServer server;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final CaughtUp caughtUp;
    private final InstantSource clock;
    private volatile boolean definitionsAreRead;
    private volatile boolean stopping;

    Postman(
            DueMails dueMails,
            TenantTransactions transactions,
            Mails mails,
            Letters letters,
            MailServer server,
            Outbox outbox,
            MeterRegistry metrics,
            CaughtUp caughtUp,
            InstantSource clock) {
        this.dueMails = dueMails;
        this.transactions = transactions;
        this.mails = mails;
        this.letters = letters;
        this.server = server;
        this.outbox = outbox;
        this.metrics = metrics;
        this.caughtUp = caughtUp;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        // There from the start, so that an alert sees a step from 0 to 1 and not a series that begins at 1.
        ended(MailStatus.UNKNOWN, 0);
        caughtUp.on("notification.mail-addresses", Topic.PARTICIPANTS, Topic.KEYS)
                .chain(() -> caughtUp.on("notification.mail-programs", Topic.PROGRAMS))
                .subscribe()
                .with(read -> definitionsAreRead = true, failure -> LOG.error("no mail is sent", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (stopping || !definitionsAreRead) return Uni.createFrom().voidItem();
        return dueMails.at(clock.instant())
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(this::serve)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (!stopping) LOG.warnf("mail waits, looking again: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> serve(String tenantId) {
        return transactions
                .inTenant(tenantId, session -> giveUpLeftBehind(session, tenantId))
                .chain(() -> Uni.createFrom()
                        .deferred(() -> turn(tenantId))
                        .repeat()
                        .until(claimed -> claimed < CLAIM || stopping)
                        .select()
                        .first(MOST_CLAIMS_OF_A_TENANT)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> giveUpLeftBehind(Mutiny.StatelessSession session, String tenantId) {
        var now = clock.instant();
        return mails.giveUpLeftBehind(session, tenantId, CLAIM, now).chain(given -> {
            for (var mail : given)
                LOG.warnf(
                        "mail %s about %s was claimed and never settled: it may have been sent, and is not sent again",
                        mail.mailId, mail.rewardId);
            ended(MailStatus.UNKNOWN, given.size());
            return outbox.add(
                    session,
                    given.stream()
                            .flatMap(mail -> outcome(mail, MailStatus.UNKNOWN, now).stream())
                            .toList());
        });
    }

    /** Claims, sends side by side and settles each as it ends; answers how many there were. */
    private Uni<Integer> turn(String tenantId) {
        return transactions
                .inTenant(tenantId, session -> mails.claim(session, tenantId, CLAIM, clock.instant()))
                .chain(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUni(this::send)
                        .merge(MOST_AT_ONCE)
                        .collect()
                        .last()
                        .replaceWith(claimed.size()));
    }

    private Uni<Void> send(ClaimedMailRow mail) {
        return attempt(mail).chain(answer -> settle(mail, answer)).onFailure().recoverWithUni(failure -> {
            LOG.warnf("mail %s is not settled and will end as unknown: %s", mail.mailId, failure.toString());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<MailAnswer> attempt(ClaimedMailRow mail) {
        var letter = letters.write(mail);
        if (letter.isPresent()) return server.take(letter.get());
        // Known to have none, or the log has not brought the person or the key yet.
        var maybeLater = mail.hasEmail == null || mail.hasEmail && mail.wrappedKey == null;
        return Uni.createFrom().item(new MailAnswer.NoAddress(maybeLater));
    }

    private Uni<Void> settle(ClaimedMailRow mail, MailAnswer answer) {
        var now = clock.instant();
        var verdict = MailVerdict.of(
                answer, mail.failures, ThreadLocalRandom.current().nextDouble());
        return transactions
                .inTenant(mail.tenantId, session -> settle(session, mail, verdict, now))
                .runSubscriptionOn(MailServer.currentEventLoop()) // a retry comes from a timer's thread
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .expireIn(SETTLE_WITHIN.toMillis())
                .invoke(() -> count(mail, verdict));
    }

    private Uni<Void> settle(Mutiny.StatelessSession session, ClaimedMailRow mail, MailVerdict verdict, Instant now) {
        return mails.settle(session, mail, verdict, now)
                .chain(settled -> outbox.add(
                        session,
                        settled ? outcome(mail, verdict.status(), now).stream().toList() : List.of()));
    }

    private void count(ClaimedMailRow mail, MailVerdict verdict) {
        if (!verdict.isEnd()) {
            metrics.counter("grapevine.mail.retries", "reason", verdict.error()).increment();
            return;
        }
        ended(verdict.status(), 1);
        if (verdict.status() != MailStatus.SENT)
            LOG.warnf(
                    "mail %s about %s ended as %s: %s",
                    mail.mailId, mail.rewardId, verdict.status().wireName(), verdict.error());
    }

    private void ended(MailStatus status, int mailsEnded) {
        metrics.counter("grapevine.mail.ended", "outcome", status.wireName()).increment(mailsEnded);
    }

    private static Optional<Event<?>> outcome(ClaimedMailRow mail, MailStatus status, Instant now) {
        return status.outcome()
                .map(outcome -> new NotificationDelivered(
                        mail.mailId, mail.participantId, CHANNEL, outcome, mail.attempts, now))
                .map(data ->
                        Event.stated(mail.tenantId, Identifier.next("evt"), SOURCE, now, mail.correlationId, data));
    }
}
