package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some weeks of a few people, drawn by seed, who share browsers, devices and addresses, and are not always who they were. */
final class DrawnLog {

    private static final int EVENTS = 45;
    private static final int DAYS = 14;
    private static final List<String> CUSTOMERS = List.of("ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal");
    private static final List<String> VISITORS = List.of("v1", "v2", "v3", "v4", "v5", "v6");

    private static final List<String> SKUS = List.of("mug", "tea", "pot");

    private final Random random;
    private final Random shopping; // its own: the seeds that found something still draw what they drew
    private final Facts facts;

    private DrawnLog(Facts facts, long seed) {
        this.facts = facts;
        this.random = new Random(seed);
        this.shopping = new Random(-seed);
    }

    /** The same for every tenant, in event order. */
    static List<Event<?>> of(Facts facts, long seed) {
        var log = new DrawnLog(facts, seed);
        var events = new ArrayList<Event<?>>();
        for (var i = 0; i < EVENTS; i++) events.add(log.event("e" + i));
        events.sort(
                Comparator.<Event<?>, java.time.Instant>comparing(Event::time).thenComparing(Event::id));
        return events;
    }

    private Event<?> event(String id) {
        var day = random.nextInt(DAYS);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> asked(facts.click(id, one(VISITORS), code(), null, day));
            case 3, 4 ->
                detailed(asked(
                        random.nextBoolean()
                                ? facts.signUp(id, one(CUSTOMERS), one(VISITORS), day)
                                : facts.signUp(id, one(CUSTOMERS), code(), address(), day)));
            case 5, 6 -> asked(facts.identify(id, one(VISITORS), one(CUSTOMERS), day));
            case 7, 8 -> detailed(asked(facts.purchase(id, order(), one(CUSTOMERS), 1_000 + random.nextInt(3), day)));
            case 9 -> {
                var address = address();
                yield asked(
                        address == null
                                ? facts.guest(id, order(), one(VISITORS), 700, day)
                                : facts.bought(id, order(), null, one(VISITORS), address, day));
            }
            case 10 -> detailed(facts.refund(id, "f" + random.nextInt(3), order(), 1 + random.nextInt(900), day));
            default -> facts.alias(id, random.nextInt(3) == 0 ? one(VISITORS) : one(CUSTOMERS), one(CUSTOMERS), day);
        };
    }

    private Event<?> asked(Event<?> event) {
        var consent = random.nextInt(6) > 0 ? null : Consent.values()[random.nextInt(Consent.values().length)];
        var device = random.nextInt(4) > 0 ? null : "d" + random.nextInt(3);
        return Facts.of(event, consent, device);
    }

    private Event<?> detailed(Event<?> event) {
        if (shopping.nextInt(3) == 0) return event;
        var items = Stream.generate(this::item).limit(shopping.nextInt(4)).toList();
        return Facts.having(event, shopping.nextBoolean() ? "vip" : null, items);
    }

    private Item item() {
        return new Item(
                SKUS.get(shopping.nextInt(SKUS.size())),
                null,
                shopping.nextBoolean() ? "kitchen" : null,
                shopping.nextBoolean() ? 1L + shopping.nextInt(3) : null,
                shopping.nextInt(4) > 0 ? 100L + shopping.nextInt(3) : null);
    }

    private String order() {
        return "o" + random.nextInt(5);
    }

    /** Of one program or the other. */
    private String code() {
        return (random.nextBoolean() ? "SPRING-" : "AUTUMN-") + one(CUSTOMERS);
    }

    private @Nullable String address() {
        return random.nextInt(3) == 0 ? null : "address-" + random.nextInt(3);
    }

    private String one(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    static List<String> customers() {
        return CUSTOMERS;
    }
}
