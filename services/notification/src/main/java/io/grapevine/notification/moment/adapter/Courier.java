package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.consume.CaughtUp;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Topic;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.NoticeVerdict;
import io.grapevine.notification.moment.adapter.Rules.Ruled;
import io.grapevine.notification.preference.Ruling;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Hands over what is due, each channel in a lane of its own: claims in one transaction, asks the carrier, settles in another. A crash
 * between the two leaves a claim that nobody settles; it ends as {@code unknown}, is counted and logged, and is not sent again: better
 * an advocate who looks at a balance than one who gets the same news twice.
 */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    // What a crash can leave behind: small, and still several notices for each transaction that claims them.
    private static final int CLAIM = 20;
    // Then it is the next tenant's turn.
    private static final int MOST_CLAIMS_OF_A_TENANT = 10;

    private final DueNotices dueNotices;
    private final TenantTransactions transactions;
    private final Notices notices;
    private final Rules rules;
    private final OpenNotice openNotice;
    private final SettleNotice settleNotice;
    private final List<Carrier> carriers;
    private final CaughtUp caughtUp;
    private final InstantSource clock;
    private final Set<Channel> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean definitionsAreRead;
    private volatile boolean stopping;

    Courier(
            DueNotices dueNotices,
            TenantTransactions transactions,
            Notices notices,
            Rules rules,
            OpenNotice openNotice,
            SettleNotice settleNotice,
            @All List<Carrier> carriers,
            CaughtUp caughtUp,
            InstantSource clock) {
        this.dueNotices = dueNotices;
        this.transactions = transactions;
        this.notices = notices;
        this.rules = rules;
        this.openNotice = openNotice;
        this.settleNotice = settleNotice;
        this.carriers = carriers;
        this.caughtUp = caughtUp;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        for (var carrier : carriers) settleNotice.expect(carrier.channel());
        caughtUp.on("notification.readers", Topic.PARTICIPANTS, Topic.KEYS)
                .chain(() -> caughtUp.on("notification.mail-programs", Topic.PROGRAMS))
                .subscribe()
                .with(read -> definitionsAreRead = true, failure -> LOG.error("nobody is told anything", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!stopping && definitionsAreRead) carriers.forEach(this::openLane);
        return Uni.createFrom().voidItem();
    }

    /** One lane a channel: while one hangs, the others go on. */
    private void openLane(Carrier carrier) {
        if (!lanes.add(carrier.channel())) return;
        dueNotices
                .of(carrier.channel(), clock.instant())
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(tenantId -> serve(carrier, tenantId))
                .collect()
                .last()
                .eventually(() -> lanes.remove(carrier.channel()))
                .subscribe()
                .with(done -> {}, failure -> {
                    if (!stopping) LOG.warnf("%s waits, looking again: %s", carrier.channel(), failure.toString());
                });
    }

    private Uni<Void> serve(Carrier carrier, String tenantId) {
        return leftBehind(carrier, tenantId)
                .chain(() -> Uni.createFrom()
                        .deferred(() -> turn(carrier, tenantId))
                        .repeat()
                        .until(claimed -> claimed < CLAIM || stopping)
                        .select()
                        .first(MOST_CLAIMS_OF_A_TENANT)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> leftBehind(Carrier carrier, String tenantId) {
        var now = clock.instant();
        var channel = carrier.channel();
        return transactions.inTenant(
                tenantId,
                session -> carrier.dropsRepetitions()
                        ? notices.takeUpLeftBehind(session, tenantId, channel, CLAIM, now)
                                .replaceWithVoid()
                        : notices.giveUpLeftBehind(session, tenantId, channel, CLAIM, now)
                                .chain(given -> settleNotice.givenUp(session, given, now)));
    }

    /** Claims, hands over side by side and settles each as it ends; answers how many there were. */
    private Uni<Integer> turn(Carrier carrier, String tenantId) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> notices.claim(session, tenantId, carrier.channel(), CLAIM, clock.instant()))
                .chain(claimed -> Multi.createFrom()
                        .iterable(rules.of(claimed, clock.instant()))
                        .onItem()
                        .transformToUni(ruled -> follow(carrier, ruled))
                        .merge(carrier.mostAtOnce())
                        .collect()
                        .last()
                        .replaceWith(claimed.size()));
    }

    private Uni<Void> follow(Carrier carrier, Ruled ruled) {
        var row = ruled.row();
        var settled = switch (ruled.ruling()) {
            case Ruling.Tell tell -> handOver(carrier, ruled);
            case Ruling.Wait wait -> settleNotice.handle(row, NoticeVerdict.of(wait, clock.instant()));
            case Ruling.Gather gather -> settleNotice.handle(row, NoticeVerdict.gathered());
            case Ruling.Drop drop -> settleNotice.handle(row, NoticeVerdict.of(drop));
        };
        return settled.onFailure().recoverWithUni(failure -> {
            LOG.warnf("%s is not settled and will end as unknown: %s", row.noticeId, failure.toString());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> handOver(Carrier carrier, Ruled ruled) {
        var here = currentEventLoop();
        var row = ruled.row();
        return Uni.createFrom()
                .completionStage(
                        () -> carrier.carry(openNotice.handle(row, ruled.wish().place())))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "%s is not handed over: %s",
                            row.noticeId, failure.getClass().getName());
                    return new CarrierAnswer.BrokeOff();
                })
                .emitOn(here) // the database answers on the event loop only
                .chain(answer -> settleNotice.handle(row, answer));
    }

    /** An executor on the current Vert.x context; outside any, on the thread that asks. */
    static Executor currentEventLoop() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : turn -> context.runOnContext(ignored -> turn.run());
    }
}
