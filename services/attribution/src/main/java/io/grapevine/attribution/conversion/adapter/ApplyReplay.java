package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.replay.Phase;
import io.grapevine.attribution.replay.ReplayState;
import io.grapevine.attribution.replay.Totals;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes a replay's terms hold for its period and decides its conversions again, on the ordinary way of every decision: the facts of
 * now by those terms, not what the replay found then. Facts that come meanwhile or later are decided by them, too.
 */
@ApplicationScoped
class ApplyReplay {

    // Sign-ups keep the program's other decisions waiting while their page is decided, so a page is short.
    private static final int PAGE = 100;

    private final AttributeConversions attributeConversions;
    private final DecideReplay decideReplay;
    private final InstantSource clock;

    ApplyReplay(AttributeConversions attributeConversions, DecideReplay decideReplay, InstantSource clock) {
        this.attributeConversions = attributeConversions;
        this.decideReplay = decideReplay;
        this.clock = clock;
    }

    /** Once; whoever applies it again is told how it stands. Nothing is being decided while terms change. */
    Uni<ReplayRow> start(Mutiny.StatelessSession session, ReplayRow replay, String by) {
        return switch (replay.is()) {
            case APPLYING, APPLIED -> Uni.createFrom().item(replay);
            case COMPLETED ->
                Forests.lockDefinitions(session, replay.tenantId(), true)
                        .chain(() -> decideReplay.noteTraces(session, replay))
                        .chain(() -> Replays.restate(session, replay.replayId(), by, clock.instant()))
                        .chain(() -> Replays.count(session, replay.programKey(), replay.scope()))
                        .chain(total -> Replays.save(
                                session, replay.applying(total, clock.instant().truncatedTo(ChronoUnit.MICROS))));
            case QUEUED, RUNNING, CANCELLED, FAILED ->
                throw Problem.conflict(
                        "not_completed",
                        "Replay " + replay.replayId() + " is " + replay.state()
                                + "; only what a completed one has shown can be applied.");
        };
    }

    Uni<ReplayRow> page(Mutiny.StatelessSession session, ReplayRow replay) {
        var kind = replay.goingOver() == Phase.APPLYING_SIGN_UPS ? Kind.SIGNUP : Kind.PURCHASE;
        var began = clock.instant();
        return Forests.lockDefinitions(session, replay.tenantId(), false)
                .chain(() -> Conversions.inPeriod(
                        session, replay.programKey(), kind, replay.scope().to(), replay.after(), PAGE))
                .chain(page -> page.isEmpty()
                        ? turn(session, replay)
                        : decide(session, replay.tenantId(), kind, page).chain(() -> {
                            var last = Conversions.Place.of(page.getLast());
                            var millis =
                                    Duration.between(began, clock.instant()).toMillis();
                            return Replays.save(
                                    session,
                                    replay.at(last.at(), last.conversionId(), page.size(), millis, Totals.NOTHING));
                        }));
    }

    private Uni<Void> decide(
            Mutiny.StatelessSession session, String tenantId, Kind kind, List<ConversionDecided> page) {
        var affected = switch (kind) {
            case SIGNUP -> new Affected(all(page, ConversionDecided::customerId), Set.of());
            case PURCHASE -> new Affected(Set.of(), all(page, ConversionDecided::orderId));
        };
        return IdentityLocks.take(session, tenantId, "identity", identities(page))
                .chain(() -> attributeConversions.decide(session, tenantId, affected, CausingRequests.NONE));
    }

    private Uni<ReplayRow> turn(Mutiny.StatelessSession session, ReplayRow replay) {
        var after = replay.goingOver()
                .next()
                .map(replay::turningTo)
                .orElseGet(() -> replay.ended(ReplayState.APPLIED, clock.instant()));
        return Replays.save(session, after);
    }

    private static Set<String> identities(List<ConversionDecided> page) {
        return page.stream()
                .flatMap(decided -> Stream.of(decided.customerId(), decided.visitorId(), decided.orderId()))
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private static Set<String> all(List<ConversionDecided> page, Function<ConversionDecided, @Nullable String> of) {
        return page.stream().map(of).filter(Objects::nonNull).collect(toSet());
    }
}
