package io.grapevine.acceptance.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What happens in a demonstration, and when: links are shared and followed, by bots too; some visitors sign up, some people without any link, most of them buy,
 * few send something back, and some become advocates themselves, so that the tree grows.
 *
 * @param steps in the order of their times
 */
record Scenario(List<Timed> steps) {

    /** Enough for several branches, few enough to know them by name. */
    static final int FIRST_ADVOCATES = 4;

    private static final List<String> CHANNELS = List.of("whatsapp", "email", "x", "telegram", "linkedin");
    private static final double SHARES = 0.12;
    private static final double BOTS = 0.15;
    private static final double SIGN_UPS = 0.3;
    private static final double WALK_INS = 0.05;
    private static final double BUYERS = 0.7;
    private static final double BUYS_AGAIN = 0.25;
    private static final double REFUNDS = 0.1;
    private static final double BECOMES_ADVOCATE = 0.2;
    private static final int CHEAPEST_MINOR = 990;
    private static final int PRICE_STEP_MINOR = 500;
    private static final int PRICES = 40;

    Scenario {
        steps = List.copyOf(steps);
    }

    /** A step and when it is due, from the beginning. */
    record Timed(Duration at, Step step) {}

    /**
     * @param length of the arrivals; what they lead to ends with it too
     * @param perSecond arrivals (shares and clicks) a second, on average
     */
    static Scenario of(Duration length, double perSecond, RandomGenerator random) {
        var telling = new Telling(length, random);
        for (var advocate = 0; advocate < FIRST_ADVOCATES; advocate++)
            telling.enrol(Duration.ZERO, telling.newPerson());
        var arrivals = Math.round(length.toMillis() / 1_000.0 * perSecond);
        for (var arrival = 0L; arrival < arrivals; arrival++)
            telling.arrival(Duration.ofMillis(Math.round(arrival * 1_000 / perSecond)));
        return new Scenario(telling.steps());
    }

    /** The scenario as it is made up: consequences lie in the future of their causes. */
    private static final class Telling {

        private final Duration length;
        private final RandomGenerator random;
        private final List<Timed> steps = new ArrayList<>();
        private final List<Advocate> advocates = new ArrayList<>();
        private int people;
        private int clicks;
        private int orders;

        private record Advocate(int person, Duration since) {}

        Telling(Duration length, RandomGenerator random) {
            this.length = length;
            this.random = random;
        }

        List<Timed> steps() {
            return steps.stream().sorted(Comparator.comparing(Timed::at)).toList();
        }

        int newPerson() {
            return people++;
        }

        void enrol(Duration at, int person) {
            if (!add(at, new Step.Enrol(person))) return;
            advocates.add(new Advocate(person, at));
        }

        void arrival(Duration at) {
            if (random.nextDouble() < WALK_INS) walkIn(after(at, 0, 1));
            var advocate = anyAdvocate(at);
            if (random.nextDouble() < SHARES) {
                var _ = add(at, new Step.Share(advocate, CHANNELS.get(random.nextInt(CHANNELS.size()))));
                return;
            }
            var click = clicks++;
            var bot = random.nextDouble() < BOTS;
            if (add(at, new Step.Click(click, advocate, bot)) && !bot && random.nextDouble() < SIGN_UPS)
                signUp(after(at, 1, 4), click);
        }

        private void signUp(Duration at, int click) {
            var person = newPerson();
            if (add(at, new Step.SignUp(person, click))) becomeCustomer(at, person);
        }

        /** Without them nobody could say what friends are worth beside others. */
        private void walkIn(Duration at) {
            var person = newPerson();
            if (add(at, new Step.WalkIn(person))) becomeCustomer(at, person);
        }

        private void becomeCustomer(Duration at, int person) {
            if (random.nextDouble() < BUYERS) purchase(after(at, 1, 5), person);
            if (random.nextDouble() < BECOMES_ADVOCATE) enrol(after(at, 2, 6), person);
        }

        private void purchase(Duration at, int person) {
            var order = orders++;
            var amountMinor = CHEAPEST_MINOR + (long) PRICE_STEP_MINOR * random.nextInt(PRICES);
            if (!add(at, new Step.Purchase(order, person, amountMinor))) return;
            if (random.nextDouble() < BUYS_AGAIN) purchase(after(at, 3, 12), person);
            if (random.nextDouble() < REFUNDS) {
                var returned = random.nextBoolean() ? amountMinor : amountMinor / 2;
                var _ = add(after(at, 4, 9), new Step.Refund(order, person, returned));
            }
        }

        private int anyAdvocate(Duration at) {
            var present = advocates.stream()
                    .filter(advocate -> advocate.since().compareTo(at) <= 0)
                    .toList();
            return present.get(random.nextInt(present.size())).person();
        }

        private Duration after(Duration at, int fromSeconds, int toSeconds) {
            return at.plusMillis(random.nextInt(fromSeconds * 1_000, toSeconds * 1_000));
        }

        private boolean add(Duration at, Step step) {
            return at.compareTo(length) < 0 && steps.add(new Timed(at, step));
        }
    }
}
