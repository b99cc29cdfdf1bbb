package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.replay.Difference;
import io.grapevine.attribution.replay.ReplayState;
import io.grapevine.attribution.replay.Totals;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.events.ReplayDecided;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides a page of a replay's period by its terms, with the code that decides everything, and notes what differs from what was
 * decided. A page is a snapshot: what it compares is of one moment, and it waits for nobody and keeps nobody waiting.
 */
@ApplicationScoped
class DecideReplay {

    /** Its facts and touches lie in memory together, and its statements are as long as those of a small batch of live facts. */
    static final int PAGE = 50;

    private static final String SOURCE = "attribution";

    private final Traces traces;
    private final Outbox outbox;
    private final InstantSource clock;

    DecideReplay(Traces traces, Outbox outbox, InstantSource clock) {
        this.traces = traces;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Counts what is before it. In a program that would ask for new customers first, who was one is noted first. */
    Uni<ReplayRow> begin(Mutiny.StatelessSession session, ReplayRow replay) {
        return noteTraces(session, replay)
                .chain(() -> Replays.count(session, replay.programKey(), replay.scope()))
                .chain(total -> Replays.save(session, replay.started(total, clock.instant())));
    }

    /** Traces are noted once a program asks for them; facts bring them along from then on. */
    Uni<Void> noteTraces(Mutiny.StatelessSession session, ReplayRow replay) {
        return Definitions.programs(session).chain(programs -> {
            var asked = programs.stream().anyMatch(Program::wantsNewCustomersOnly);
            var asks = trial(programs, replay).stream().anyMatch(Program::wantsNewCustomersOnly);
            return asks && !asked
                    ? traces.noteAll(session, replay.tenantId())
                    : Uni.createFrom().voidItem();
        });
    }

    /** The next page, and where the replay stands after it. */
    Uni<ReplayRow> page(Mutiny.StatelessSession session, ReplayRow replay) {
        var began = clock.instant();
        return switch (replay.goingOver()) {
            case SIGN_UPS -> inScope(session, replay, Kind.SIGNUP, began);
            case ORDERS -> inScope(session, replay, Kind.PURCHASE, began);
            case REACHED -> reached(session, replay, began);
            case TELLING -> tell(session, replay, began);
            case APPLYING_SIGN_UPS, APPLYING_ORDERS ->
                throw new IllegalStateException(replay.replayId() + " is being applied, not decided");
        };
    }

    private Uni<ReplayRow> inScope(Mutiny.StatelessSession session, ReplayRow replay, Kind kind, Instant began) {
        return Conversions.inPeriod(
                        session, replay.programKey(), kind, replay.scope().to(), replay.after(), PAGE)
                .chain(page -> page.isEmpty()
                        ? turn(session, replay)
                        : decide(session, replay, kind, page).chain(differing -> {
                            var last = Conversions.Place.of(page.getLast());
                            var after = replay.at(
                                    last.at(),
                                    last.conversionId(),
                                    page.size(),
                                    since(began),
                                    standing(replay, page, differing));
                            return Replays.save(session, after);
                        }));
    }

    private Uni<Set<String>> decide(
            Mutiny.StatelessSession session, ReplayRow replay, Kind kind, List<ConversionDecided> page) {
        return switch (kind) {
            case SIGNUP ->
                shadow(session, replay)
                        .chain(programs -> programs.decideSignUps(page.stream()
                                .map(ConversionDecided::customerId)
                                .filter(Objects::nonNull)
                                .collect(toSet())))
                        .call(decided -> Replays.addOrders(session, replay, decided.orders()))
                        .chain(decided -> compare(session, replay, decided.statements()));
            case PURCHASE ->
                decideOrders(
                        session,
                        replay,
                        page.stream()
                                .map(ConversionDecided::orderId)
                                .filter(Objects::nonNull)
                                .collect(toSet()));
        };
    }

    private Uni<ReplayRow> reached(Mutiny.StatelessSession session, ReplayRow replay, Instant began) {
        return Replays.reached(session, replay, PAGE)
                .chain(orders -> orders.isEmpty()
                        ? turn(session, replay)
                        : decideOrders(session, replay, new HashSet<>(orders))
                                .chain(() -> Replays.save(
                                        session, replay.at(null, orders.getLast(), 0, since(began), Totals.NOTHING))));
    }

    private Uni<Set<String>> decideOrders(Mutiny.StatelessSession session, ReplayRow replay, Set<String> orders) {
        return shadow(session, replay)
                .chain(programs -> programs.decide(new Affected(Set.of(), orders)))
                .chain(statements -> compare(session, replay, statements));
    }

    private Uni<DecidePrograms> shadow(Mutiny.StatelessSession session, ReplayRow replay) {
        return Definitions.programs(session)
                .call(() -> ReplayShadow.enter(session, replay.replayId()))
                .map(programs -> new DecidePrograms(
                        session,
                        replay.tenantId(),
                        trial(programs, replay),
                        traces,
                        ReplayShadow.keeping(replay.replayId())));
    }

    private static List<Program> trial(Collection<Program> programs, ReplayRow replay) {
        return programs.stream()
                .map(program ->
                        program.key().equals(replay.programKey()) ? program.restated(replay.restatement()) : program)
                .toList();
    }

    /** Which conversions differ; one that nothing is stated about yet is news, and none of ours. */
    private static Uni<Set<String>> compare(
            Mutiny.StatelessSession session, ReplayRow replay, List<Statement> statements) {
        return Conversions.heads(session, statements).chain(heads -> {
            var differences = new ArrayList<Difference>();
            var same = new HashSet<String>();
            for (var statement : statements) {
                var was = heads.get(statement.key());
                if (was == null) continue;
                Difference.between(was, statement.numbered(was.conversionId(), was.revision()))
                        .ifPresentOrElse(differences::add, () -> same.add(was.conversionId()));
            }
            return ReplayDifferences.save(session, replay, differences, same)
                    .replaceWith(differences.stream()
                            .map(difference -> difference.was().conversionId())
                            .collect(toSet()));
        });
    }

    /** What is decided as it was; of what differs, both sides are kept. */
    private static Totals standing(ReplayRow replay, List<ConversionDecided> page, Set<String> differing) {
        return Totals.of(page.stream()
                .filter(decided -> replay.period().covers(decided.occurredAt()))
                .filter(decided -> !differing.contains(decided.conversionId()))
                .toList());
    }

    private Uni<ReplayRow> tell(Mutiny.StatelessSession session, ReplayRow replay, Instant began) {
        return ReplayDifferences.page(session, replay.replayId(), replay.place(), PAGE)
                .chain(page -> page.isEmpty()
                        ? complete(session, replay)
                        : outbox.add(session, page.stream().map(this::told).toList())
                                .chain(() -> Replays.save(
                                        session,
                                        replay.at(
                                                null,
                                                page.getLast().conversionId(),
                                                0,
                                                since(began),
                                                Totals.NOTHING))));
    }

    private Event<?> told(ReplayDifferences.Row difference) {
        return Event.stated(
                difference.tenantId(),
                difference.replayId() + ":" + difference.conversionId(),
                SOURCE,
                clock.instant(),
                null,
                new ReplayDecided(difference.replayId(), difference.was().revision(), difference.wouldBe()));
    }

    private Uni<ReplayRow> complete(Mutiny.StatelessSession session, ReplayRow replay) {
        return ReplayDifferences.sides(session, replay.replayId())
                .chain(sides -> outbox.add(session, List.of(completed(replay, sides.changed()))))
                .chain(() -> Replays.forget(session, replay.replayId()))
                .chain(() -> Replays.save(session, replay.ended(ReplayState.COMPLETED, clock.instant())));
    }

    private Event<?> completed(ReplayRow replay, long changed) {
        return Event.stated(
                replay.tenantId(),
                replay.replayId() + ":completed",
                SOURCE,
                clock.instant(),
                null,
                new ReplayCompleted(
                        replay.replayId(),
                        replay.programKey(),
                        replay.fromAt(),
                        replay.toAt(),
                        replay.byVersion(),
                        changed));
    }

    private static Uni<ReplayRow> turn(Mutiny.StatelessSession session, ReplayRow replay) {
        var next = replay.goingOver().next().orElseThrow();
        return Replays.save(session, replay.turningTo(next));
    }

    private long since(Instant began) {
        return Duration.between(began, clock.instant()).toMillis();
    }
}
