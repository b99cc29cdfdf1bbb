package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.notification.webhook.Endpoint;
import io.grapevine.notification.webhook.Verdict;
import io.grapevine.notification.webhook.Window;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves one endpoint for as long as it has something due: posts go on side by side while turns ({@link LaneTurn}) write down what has ended and
 * bring more, so that many deliveries share a commit and none waits for another. Everything here runs in one Vert.x context; nothing is shared.
 */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    // What ends within it shares a commit.
    private static final long GATHER_MILLIS = 5;
    // Well within the time that a lane is held without a word.
    private static final long LONGEST_SILENCE_MILLIS = 3_000;
    // A turn is repeated for as long as the lane is surely ours; afterwards another one posts again what we could not
    // write down.
    private static final Duration TURN_WITHIN = Duration.ofSeconds(8);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    /** What all lanes use. */
    record Tools(
            Vertx vertx,
            LaneTurn turn,
            Receivers receivers,
            SecretVault vault,
            DeliveryMetrics metrics,
            InstantSource clock,
            BooleanSupplier stopping) {}

    private final DueEndpoints.Due due;
    private final Tools tools;
    private final String name = Identifier.next("lea");
    private final Deque<ClaimRow> waiting = new ArrayDeque<>();
    private final Set<String> inHand = new HashSet<>();
    private List<Outcome> ended = new ArrayList<>();
    private Window window = Window.smallest();
    private int posting;
    private boolean over;
    private @Nullable WebhookRow read;
    private @Nullable Endpoint endpoint;
    private @Nullable UniEmitter<? super Boolean> listener;
    private long timer;
    private boolean gathering;
    private volatile long lastTurnNanos;

    Lane(DueEndpoints.Due due, Tools tools) {
        this.due = due;
        this.tools = tools;
    }

    /** Completes when nothing is due any more, or the lane was lost. */
    Uni<Void> serve() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .until(goesOn -> !goesOn)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What was committed since then may not have been seen. */
    long lastTurnNanos() {
        return lastTurnNanos;
    }

    private Uni<Boolean> step() {
        return news().chain(this::turn).chain(this::follow);
    }

    /** Something has ended, or too long nothing has. */
    private Uni<Boolean> news() {
        if (posting == 0) return Uni.createFrom().item(true);
        return Uni.createFrom().emitter(emitter -> {
            listener = emitter;
            gathering = false;
            timer = tools.vertx().setTimer(LONGEST_SILENCE_MILLIS, silent -> tell());
            gather();
        });
    }

    private void gather() {
        if (listener == null || ended.isEmpty()) return;
        if (posting == 0 || 2 * ended.size() >= inHand.size()) {
            tell();
        } else if (!gathering) {
            gathering = true;
            tools.vertx().cancelTimer(timer);
            timer = tools.vertx().setTimer(GATHER_MILLIS, gathered -> tell());
        }
    }

    private void tell() {
        tools.vertx().cancelTimer(timer);
        var waitingForNews = listener;
        listener = null;
        if (waitingForNews != null) waitingForNews.complete(true);
    }

    private Uni<LaneTurn.Result> turn() {
        lastTurnNanos = System.nanoTime();
        var settling = ended;
        ended = new ArrayList<>();
        for (var outcome : settling) inHand.remove(outcome.claim().deliveryId);
        if (!settling.isEmpty()) window = window.after(settling.stream().allMatch(Outcome::isDelivered));
        var hand = new LaneTurn.Hand(due, name, settling, inHand, window);
        return Uni.createFrom()
                .deferred(() -> tools.turn().take(hand))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .expireIn(TURN_WITHIN.toMillis())
                .invoke(() ->
                        settling.forEach(outcome -> tools.metrics().attempted(outcome.took(), outcome.verdict())));
    }

    /** Whether there will be another turn. */
    private Uni<Boolean> follow(LaneTurn.Result result) {
        return switch (result) {
            case LaneTurn.Result.Lost _ -> {
                over = true;
                yield Uni.createFrom().item(false);
            }
            case LaneTurn.Result.PutOff putOff -> {
                tools.metrics().buried(putOff.buried());
                drop();
                yield putOff.more() && !tools.stopping().getAsBoolean()
                        ? Uni.createFrom().item(true)
                        : goOn(false);
            }
            case LaneTurn.Result.Taken taken -> {
                if (taken.leftAlone()) drop();
                take(taken);
                yield goOn(taken.left());
            }
        };
    }

    private Uni<Boolean> goOn(boolean left) {
        if (tools.stopping().getAsBoolean()) drop();
        if (posting > 0 || !ended.isEmpty()) return Uni.createFrom().item(true);
        over = true;
        return left
                ? Uni.createFrom().item(false)
                : tools.turn().leave(due, name).replaceWith(false);
    }

    private void take(LaneTurn.Result.Taken taken) {
        var row = taken.webhook();
        if (endpoint == null || read == null || !row.postsLike(read)) endpoint = row.toEndpoint(tools.vault());
        read = row;
        for (var claim : taken.claims()) {
            inHand.add(claim.deliveryId);
            waiting.add(claim);
        }
        postMore();
    }

    private void drop() {
        for (var claim : waiting) inHand.remove(claim.deliveryId);
        waiting.clear();
    }

    private void postMore() {
        while (posting < window.atOnce() && !waiting.isEmpty() && endpoint != null && !over)
            post(endpoint, waiting.remove());
    }

    private void post(Endpoint endpoint, ClaimRow claim) {
        posting++;
        var at = tools.clock().instant();
        var startedNanos = System.nanoTime();
        var body = claim.body.getBytes(StandardCharsets.UTF_8);
        var headers = Signature.headers(endpoint.signersValidAt(at), claim.deliveryId, at, body);
        tools.receivers()
                .post(endpoint.url(), claim.failures, headers, Buffer.buffer(body))
                .subscribe()
                .with(answer -> end(claim, at, Duration.ofNanos(System.nanoTime() - startedNanos), answer), failure -> {
                    LOG.errorf(failure, "%s could not be posted", claim.deliveryId);
                    end(claim, at, Duration.ZERO, new Answer.Unanswered(Answer.Failure.INTERNAL));
                });
    }

    private void end(ClaimRow claim, Instant at, Duration took, Answer answer) {
        posting--;
        if (over) return;
        var jitter = ThreadLocalRandom.current().nextDouble();
        var verdict = Verdict.of(
                tools.turn().schedule(), answer, claim.failures, tools.clock().instant(), jitter);
        ended.add(new Outcome(claim, at, took, answer, verdict));
        // After a failure the next turn says whether to go on.
        if (verdict instanceof Verdict.Delivered) postMore();
        gather();
    }
}
