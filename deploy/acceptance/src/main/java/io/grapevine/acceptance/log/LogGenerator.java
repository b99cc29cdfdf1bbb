package io.grapevine.acceptance.log;

import io.grapevine.acceptance.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes up logs that are rich in what goes wrong: clicks at the exact edge of the window, advocates who share before they sign
 * up (so cycles can close), own codes clicked, several sign-ups of one person, several bodies under one order or refund id,
 * refunds beyond the order, equal times, repeats, everything out of order. The same shape always gives the same log.
 */
public final class LogGenerator {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final String CURRENCY = "USD";
    private static final List<String> CHANNELS = List.of("whatsapp", "email", "twitter", "link");
    private static final long DAY_MILLIS = 86_400_000L;

    private final RandomGenerator random;
    private final LogShape shape;
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final Map<String, String> codeBySharer = new HashMap<>();
    private String lastVisitor = "v";
    private int events;
    private int codesMade;
    private int ordersMade;

    private LogGenerator(LogShape shape) {
        this.shape = shape;
        // A named algorithm: the default one may change with the JDK, and with it every seeded log.
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(shape.seed());
    }

    /** A log of the shape, in arrival order. */
    public static List<Fact> generate(LogShape shape) {
        return new LogGenerator(shape).log();
    }

    private List<Fact> log() {
        var advocates = Math.max(3, shape.people() / 30);
        for (var i = 0; i < advocates; i++) share("s%04d".formatted(i), BEGIN.plus(randomHours(24 * 5)));
        for (var i = 0; i < shape.people(); i++) live("u%06d".formatted(i), BEGIN.plus(randomHours(24 * 150)));
        for (var i = 0; i < Math.max(1, shape.people() / 60); i++) ring("r%04d".formatted(i), 2 + random.nextInt(3));
        for (var i = 0; i < Math.max(1, shape.people() / 50); i++) {
            order("w%04d".formatted(i), BEGIN.plus(randomHours(24 * 100)));
        }
        return arrived();
    }

    /** One person's life: perhaps an advocate before, some clicks, a sign-up, perhaps another, perhaps an advocate after, orders. */
    private void live(String person, Instant signsUpAt) {
        if (chance(15)) share(person, signsUpAt.minus(randomHours(24 * 40)));
        // Some share a device with whoever came before them, and so the touches on it.
        var visitor = chance(3) ? lastVisitor : "v" + person;
        lastVisitor = visitor;
        var touches = 1 + random.nextInt(4);
        for (var i = 0; i < touches; i++) click(visitor, someCode(person), beforeOrAround(signsUpAt));
        signUp(person, visitor, signsUpAt);
        if (chance(6)) signUpAgain(person, visitor, signsUpAt);
        if (chance(40)) share(person, signsUpAt.plus(randomHours(24 * 10)));
        var orders = random.nextInt(4);
        for (var i = 0; i < orders; i++) order(person, signsUpAt.plus(randomHours(24 * 60)));
        if (chance(5)) order(person, signsUpAt.minus(randomHours(24)));
        if (chance(3)) order(person, signsUpAt);
    }

    /** People who share first and then sign up in turn, each by the code of the one before; the first by the last one's: a cycle. */
    private void ring(String name, int size) {
        var at = BEGIN.plus(randomHours(24 * 100));
        for (var i = 0; i < size; i++) share(name + "-" + i, at.plus(randomHours(24)));
        for (var i = 0; i < size; i++) {
            var person = name + "-" + (i + 1) % size;
            var code = codeBySharer.getOrDefault(name + "-" + i, "NOPE");
            var signsUpAt = at.plus(Duration.ofDays(3 + (long) i));
            fact(new Fact.Click(nextId(), signsUpAt.minus(randomHours(24)), code, "v" + person));
            fact(new Fact.SignUp(nextId(), signsUpAt, person, "v" + person, null));
            order(person, signsUpAt.plus(randomHours(24 * 20)));
        }
    }

    private void share(String sharer, Instant at) {
        var shares = 1 + random.nextInt(2);
        for (var i = 0; i < shares; i++) {
            var code = "C%05d".formatted(codesMade++);
            codes.add(code);
            codeBySharer.put(sharer, code);
            fact(new Fact.Share(nextId(), at.plus(randomHours(24)), code, sharer, channel(), variant()));
            // The same code shared again by somebody else stays its first sharer's.
            if (chance(4)) {
                fact(new Fact.Share(
                        nextId(),
                        at.plus(randomHours(24 * 9)).plusMillis(1 + DAY_MILLIS),
                        code,
                        "s0000",
                        channel(),
                        variant()));
            }
        }
    }

    private void click(String visitor, String code, Instant at) {
        fact(new Fact.Click(nextId(), at, code, visitor));
        if (chance(5)) fact(new Fact.Click(nextId(), at, codes.get(random.nextInt(codes.size())), visitor));
    }

    private void signUp(String person, String visitor, Instant at) {
        var explicit = chance(15) ? someCode(person) : null;
        fact(new Fact.SignUp(nextId(), at, person, chance(95) ? visitor : null, explicit));
    }

    /** From the same device or another one that has touches of its own, after the first sign-up or, it turns out, before it. */
    private void signUpAgain(String person, String visitor, Instant signedUpAt) {
        var at = chance(50) ? signedUpAt.plus(randomHours(24 * 20)) : signedUpAt.minus(randomHours(24 * 20));
        var device = chance(50) ? visitor : visitor + "-phone";
        if (!device.equals(visitor)) click(device, someCode(person), beforeOrAround(at));
        fact(new Fact.SignUp(nextId(), at, person, device, chance(50) ? someCode(person) : null));
    }

    private void order(String customer, Instant at) {
        var order = "o%06d".formatted(ordersMade++);
        var amount = amountMinor();
        fact(new Fact.Purchase(nextId(), at, order, customer, amount, CURRENCY));
        if (chance(4)) {
            fact(new Fact.Purchase(
                    nextId(), at.plusMillis(random.nextInt(3)), order, customer, amountMinor(), CURRENCY));
        }
        if (chance(20)) refund(order, amount, at.plus(randomHours(24 * 15)));
    }

    private void refund(String order, long amount, Instant at) {
        switch (random.nextInt(4)) {
            case 0 -> fact(new Fact.Refund(nextId(), at, "r" + order, order, amount));
            case 1 -> {
                fact(new Fact.Refund(nextId(), at, "r" + order + "a", order, Math.max(1, amount / 3)));
                fact(new Fact.Refund(nextId(), at, "r" + order + "b", order, Math.max(1, amount / 4)));
            }
            case 2 -> fact(new Fact.Refund(nextId(), at, "r" + order, order, amount + 1 + random.nextInt(500)));
            default -> {
                fact(new Fact.Refund(nextId(), at, "r" + order, order, Math.max(1, amount / 2)));
                fact(new Fact.Refund(nextId(), at.plusMillis(random.nextInt(2)), "r" + order, order, amount));
            }
        }
    }

    /** Mostly somebody's, sometimes one's own, sometimes nobody's. */
    private String someCode(String person) {
        if (chance(3)) return "NOPE%02d".formatted(random.nextInt(100));
        var own = codeBySharer.get(person);
        if (own != null && chance(20)) return own;
        return codes.get(random.nextInt(codes.size()));
    }

    private Instant beforeOrAround(Instant signsUpAt) {
        return switch (random.nextInt(12)) {
            case 0 -> signsUpAt.minus(WINDOW);
            case 1 -> signsUpAt.minus(WINDOW).plusMillis(1);
            case 2 -> signsUpAt;
            case 3 -> signsUpAt.plusMillis(1);
            case 4, 5 -> signsUpAt.minus(WINDOW).minus(randomHours(24 * 5));
            default -> signsUpAt.minus(randomHours(24 * 29));
        };
    }

    private long amountMinor() {
        return switch (random.nextInt(8)) {
            case 0 -> 1999;
            case 1 -> 2000;
            case 2 -> 1 + random.nextInt(20);
            default -> 100 + random.nextInt(20_000);
        };
    }

    private List<Fact> arrived() {
        var arrived = new ArrayList<>(facts);
        if (shape.shuffled()) Collections.shuffle(arrived, Random.from(random));
        else arrived.sort(Fact.IN_EVENT_ORDER);
        var repeats = arrived.size() * shape.repeatedPercent() / 100;
        for (var i = 0; i < repeats; i++) {
            var again = arrived.get(random.nextInt(arrived.size()));
            arrived.add(random.nextInt(arrived.size() + 1), again);
        }
        return List.copyOf(arrived);
    }

    private void fact(Fact fact) {
        facts.add(fact);
    }

    private String nextId() {
        return "e%07d".formatted(++events);
    }

    private String channel() {
        return CHANNELS.get(random.nextInt(CHANNELS.size()));
    }

    private String variant() {
        return random.nextBoolean() ? "A" : "B";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Duration randomHours(int hours) {
        return Duration.ofMillis(random.nextLong(hours * 3_600_000L));
    }
}
