package io.grapevine.notification.bounce.adapter;

import io.grapevine.notification.bounce.Returned.Filing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Looks into the mailbox of bounces, in one instance at a time, and puts away what it has dealt with. What a mail suppresses is committed before
 * the mail is moved: a crash between the two reads it again, which changes nothing. {@code grapevine.bounces.unread.seconds} is how long no
 * look has come to its end; 0 where there is no mailbox.
 */
@ApplicationScoped
class ReadMailbox {

    private static final Logger LOG = Logger.getLogger(ReadMailbox.class);

    /** Of one look: what is not done is still there for the next. */
    private static final int MOST_MAILS = 50;

    // Held as long as the look takes; whoever comes meanwhile leaves it to the other.
    private static final String CLAIM = "select pg_try_advisory_xact_lock(hashtext('bounces'), hashtext('mailbox'))";

    private final BounceConfig config;
    private final TakeReturned takeReturned;
    private final Pool relayPool;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private volatile Instant lastLook;
    private volatile boolean stopping;

    ReadMailbox(
            BounceConfig config,
            TakeReturned takeReturned,
            @ReactiveDataSource("relay") Pool relayPool,
            MeterRegistry metrics,
            InstantSource clock) {
        this.config = config;
        this.takeReturned = takeReturned;
        this.relayPool = relayPool;
        this.metrics = metrics;
        this.clock = clock;
        this.lastLook = clock.instant();
    }

    void start(@Observes StartupEvent started) {
        if (config.imap().host().isPresent() && config.address().isEmpty())
            throw new IllegalStateException(
                    "grapevine.bounces.imap.host is set: grapevine.bounces.address must say which address is read there");
        Gauge.builder("grapevine.bounces.unread.seconds", this, ReadMailbox::unreadSeconds)
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    @Scheduled(every = "{grapevine.bounces.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (stopping || config.imap().host().isEmpty()) return Uni.createFrom().voidItem();
        var host = config.imap().host().get();
        return relayPool
                .withTransaction(connection -> connection
                        .query(CLAIM)
                        .execute()
                        .chain(claimed -> claimed.iterator().next().getBoolean(0)
                                ? read(host)
                                : Uni.createFrom().voidItem()))
                // Read, or being read by another instance, which counts for itself.
                .invoke(() -> lastLook = clock.instant())
                .onFailure()
                .recoverWithUni(failure -> {
                    // Its class only: the server's words may quote an address.
                    var cause = failure.getCause() == null ? failure : failure.getCause();
                    if (!stopping)
                        LOG.warnf(
                                "the mailbox of bounces is not read, looking again: %s",
                                cause.getClass().getName());
                    return Uni.createFrom().voidItem();
                });
    }

    /** Since a look of this instance came to its end, or was left to another instance. */
    double unreadSeconds() {
        return config.imap().host().isEmpty()
                ? 0
                : Math.max(0, Duration.between(lastLook, clock.instant()).toSeconds());
    }

    private Uni<Void> read(String host) {
        return blocking(() -> Mailbox.open(config.imap(), host))
                .chain(mailbox -> blocking(() -> mailbox.oldest(MOST_MAILS, SuppressionResource.LONGEST_REPORT))
                        .chain(mails -> takeAll(mailbox, mails))
                        .eventually(() -> blocking(() -> close(mailbox))));
    }

    private Uni<Void> takeAll(Mailbox mailbox, List<Mailbox.Mail> mails) {
        return Multi.createFrom()
                .iterable(mails)
                .onItem()
                .transformToUniAndConcatenate(mail ->
                        takeReturned.handle(mail.bytes()).chain(filing -> blocking(() -> file(mailbox, mail, filing))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean file(Mailbox mailbox, Mailbox.Mail mail, Filing filing) throws MessagingException {
        mailbox.file(mail.uid(), filing);
        return true;
    }

    private static boolean close(Mailbox mailbox) throws MessagingException {
        mailbox.close();
        return true;
    }

    /** Something that waits for the IMAP server. */
    @FunctionalInterface
    private interface Blocking<T> {
        T call() throws MessagingException, IOException;
    }

    /** On a worker thread; answers where the database does, on the caller's event loop. */
    private static <T> Uni<T> blocking(Blocking<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (MessagingException | IOException failed) {
                        throw new MailboxFailed(failed);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(currentEventLoop());
    }

    /** The server did not do what it was asked for. */
    private static final class MailboxFailed extends RuntimeException {
        MailboxFailed(Exception cause) {
            super("the mailbox of bounces failed", cause);
        }
    }

    private static Executor currentEventLoop() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : turn -> context.runOnContext(ignored -> turn.run());
    }
}
