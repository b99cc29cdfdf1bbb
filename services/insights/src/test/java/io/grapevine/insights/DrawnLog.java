package io.grapevine.insights;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Purchases;
import io.grapevine.testkit.fact.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A log drawn by chance that leaves nothing out: two programs, codes that nobody owns, shares after clicks, touches seen twice, events with
 * two bodies, orders and refunds reported twice, decisions revised, friends of friends, rewards that move on. One seed is one log, whatever
 * the tenant.
 */
final class DrawnLog {

    static final List<String> PROGRAMS = List.of("spring", "autumn");
    private static final int PEOPLE = 20;
    private static final Duration SPAN = Duration.ofDays(5);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant MONDAY = TestTenant.MONDAY;

    private final String tenant;
    private final Random random;
    private final List<Event<?>> events = new ArrayList<>();

    private DrawnLog(String tenant, long seed) {
        this.tenant = tenant;
        this.random = new Random(seed);
    }

    static List<Event<?>> of(String tenant, long seed) {
        var log = new DrawnLog(tenant, seed);
        log.definitions();
        log.facts();
        log.decisions();
        log.acquaintances();
        return log.events;
    }

    private void definitions() {
        for (var program : PROGRAMS)
            state("p-" + program, new ProgramPublished("prg_" + program, program, 1, null, GoldenLog.TERMS));
        for (var i = 0; i < 8; i++)
            state(
                    "par_" + i,
                    new ParticipantPublished("par_" + i, PROGRAMS.get(i % 2), "u" + i, "CODE-" + i, null, null, null));
        for (var i = 8; i < 11; i++)
            state(
                    "lnk_" + i,
                    new LinkPublished("lnk_" + i, "spring", "CODE-" + i, "par_0", "u0", "https://shop.example/", null));
    }

    private void facts() {
        for (var i = 0; i < 50; i++)
            fact(
                    "s" + random.nextInt(40),
                    random.nextBoolean()
                            ? new ShareRecorded(
                                    null, code(), oneOf("x", "mail"), null, oneOf("A", "B", null), null, context())
                            : new ShareRecorded(
                                    "par_" + random.nextInt(9),
                                    null,
                                    oneOf("x", "mail"),
                                    null,
                                    oneOf("A", null),
                                    null,
                                    context()));
        for (var i = 0; i < 120; i++) fact("k" + i, click());
        for (var i = 0; i < 50; i++)
            fact(
                    "g" + random.nextInt(45),
                    new SignUpRecorded(person(), null, Evidence.NONE, null, null, null, context()));
        for (var i = 0; i < 60; i++)
            fact(
                    "b" + random.nextInt(55),
                    Purchases.order("o" + random.nextInt(40))
                            .by(person())
                            .amount(random.nextInt(1_000), oneOf("EUR", "USD"))
                            .build());
        for (var i = 0; i < 30; i++) {
            var order = Purchases.order("late" + random.nextInt(25))
                    .by(person())
                    .amount(random.nextInt(1_000), oneOf("EUR", "USD"));
            late("l" + i, (i % 3 == 0 ? order.in(oneOf("spring", "autumn")) : order).build());
        }
        for (var i = 0; i < 25; i++)
            fact(
                    "r" + i,
                    new RefundRecorded(
                            "rf" + random.nextInt(20),
                            "o" + random.nextInt(40),
                            random.nextInt(500),
                            "EUR",
                            List.of(),
                            null,
                            context()));
    }

    private ClickRecorded click() {
        var touch = Clicks.click("clk_" + random.nextInt(70)).label(oneOf(TrafficLabel.HUMAN, TrafficLabel.BOT));
        return switch (random.nextInt(3)) {
            case 0 ->
                touch.seenBy(ClickRecorded.Origin.LANDING)
                        .link("lnk_" + (8 + random.nextInt(4)))
                        .code(null)
                        .build();
            case 1 -> touch.seenBy(ClickRecorded.Origin.REDIRECT).code(code()).build();
            default -> touch.seenBy(ClickRecorded.Origin.HOST).code(code()).build();
        };
    }

    /** A person's advocate has a lower number, so that every revision leaves a forest. */
    private void decisions() {
        for (var i = 0; i < 45; i++)
            for (var revision = 1; revision <= 1 + random.nextInt(3); revision++) {
                var friend = 1 + random.nextInt(PEOPLE - 1);
                var signUp = Decisions.signUp()
                        .of(i == 0 ? "cnv_1" : "s" + i)
                        .event("g" + i)
                        .revision(revision)
                        .by("u" + friend);
                decide(signUp, i, "u" + random.nextInt(friend));
            }
        for (var i = 0; i < 55; i++)
            for (var revision = 1; revision <= 1 + random.nextInt(2); revision++) {
                var order = Decisions.purchase()
                        .of("b" + i)
                        .event("b" + i)
                        .revision(revision)
                        .by(person());
                decide(order.amount(random.nextInt(1_000), "EUR").refunded(random.nextInt(5)), i, person());
            }
        for (var i = 0; i < 45; i++)
            for (var sequence = 1; sequence <= 1 + random.nextInt(4); sequence++) reward(i, sequence);
    }

    /** Fours who mostly share a device, a card now and then, and browsers in which links are followed; two ids are one person's. */
    private void acquaintances() {
        for (var i = 0; i < 70; i++) {
            var number = random.nextInt(PEOPLE);
            var device = "device-" + (random.nextInt(5) == 0 ? random.nextInt(5) : number / 4);
            var around = new Context(null, null, null, device, null);
            fact(
                    "i" + random.nextInt(60),
                    new IdentifyRecorded(
                            "v" + random.nextInt(30),
                            "u" + number,
                            oneOf(null, null, "hash-" + random.nextInt(12)),
                            null,
                            around));
        }
        for (var i = 0; i < 60; i++)
            fact(
                    "w" + i,
                    Clicks.click("touch-" + i)
                            .by("v" + random.nextInt(30))
                            .code(code())
                            .build());
        fact("a1", new AliasRecorded("u3", "u4", Context.NONE));
    }

    private void decide(Decisions decision, int number, String advocate) {
        var dated = decision.in(PROGRAMS.get(number % 2), 1).at(MONDAY.plus(Duration.ofMinutes(50L * number)));
        var data = random.nextInt(4) == 0
                ? dated.unattributed(Outcome.UNATTRIBUTED, Reason.NO_TOUCH).build()
                : dated.broughtBy(advocate, code())
                        .boundAt(MONDAY.plus(Duration.ofMinutes(random.nextInt(3_000))))
                        .build();
        state(data.conversionId() + "-" + data.revision(), data);
    }

    private void reward(int number, int sequence) {
        state(
                "rew-" + number + "-" + sequence,
                Rewards.reward("rew_" + number)
                        .is(oneOf(RewardChanged.Status.values()), sequence)
                        .in(PROGRAMS.get(number % 2), 1)
                        .worth(oneOf(RewardKind.CASH, RewardKind.CREDIT), random.nextInt(100), "EUR")
                        .at(MONDAY.plus(Duration.ofMinutes(50L * number + sequence)))
                        .build());
    }

    private void fact(String id, EventData.Fact fact) {
        fact(id, MONDAY, fact);
    }

    /** A month later: of somebody who came back. */
    private void late(String id, EventData.Fact fact) {
        fact(id, MONDAY.plus(MONTH), fact);
    }

    private void fact(String id, Instant begin, EventData.Fact fact) {
        var at = begin.plusMillis(random.nextLong(SPAN.toMillis()));
        var arrived = MONDAY.plusMillis(random.nextLong(SPAN.toMillis()));
        events.add(new Event<>(tenant, id, "api", at, arrived, Long.toHexString(random.nextLong()), null, fact));
    }

    private void state(String id, EventData data) {
        events.add(Event.stated(tenant, id, "test", MONDAY, null, data));
    }

    /** Of these nobody owns the last. */
    private String code() {
        return "CODE-" + random.nextInt(12);
    }

    private String person() {
        return "u" + random.nextInt(PEOPLE);
    }

    private Context context() {
        return new Context(oneOf("spring", "autumn", null, null), null, oneOf("DE", "ES", null), null, null);
    }

    @SafeVarargs
    private <T> T oneOf(@Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
