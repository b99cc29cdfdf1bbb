package io.grapevine.attribution.fraud;

import io.grapevine.attribution.fraud.Neighbourhood.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 100,000 people drawn from a seed: a thousand rings of 2 to 50, and everybody else honest. What is honest and could look otherwise is
 * drawn, too: families on one tablet and one card who bring each other, offices of 300 behind one address who sign up in the same week,
 * carriers' addresses with thousands behind them, influencers whose followers come within the hour.
 */
final class Town {

    static final int PEOPLE = 100_000;
    static final int RINGS = 1_000;
    private static final int LARGEST_RING = 50;
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration SEASON = Duration.ofDays(90);

    private final Random random;
    private final Map<String, Map<Identifier, Sighting>> shown = new HashMap<>();
    private final Map<String, Suspect> signUps = new HashMap<>();
    private final Map<String, String> advocateOf = new HashMap<>();
    private final Map<String, List<Arrival>> arrivals = new HashMap<>();
    private final Map<String, Instant> cameAt = new HashMap<>();
    private final Set<String> ringMembers = new HashSet<>();
    private final List<String> honest = new ArrayList<>();
    private final List<List<String>> rings = new ArrayList<>();

    Town(long seed) {
        random = new Random(seed);
        var left = PEOPLE;
        for (var ring = 0; ring < RINGS; ring++) left -= ring(ring, 2 + random.nextInt(LARGEST_RING - 1));
        for (var office = 0; office < 20; office++) left -= office(office);
        for (var follower = 0; follower < 10; follower++) left -= influencer(follower);
        while (left > 0) left -= random.nextInt(3) == 0 ? family(left) : alone(left);
    }

    Map<String, Suspect> signUps() {
        return signUps;
    }

    boolean isHonest(String person) {
        return !ringMembers.contains(person);
    }

    List<List<String>> rings() {
        return rings;
    }

    /** One neighbourhood for all: what a decision loads of it is what it would look at. */
    Neighbourhood neighbourhood() {
        var ofPerson = new HashMap<String, List<Sighting>>();
        var sharers = new HashMap<Identifier, List<Sighting>>();
        var crowds = new HashMap<Identifier, List<Sighting>>();
        shown.forEach((person, theirs) -> {
            ofPerson.put(person, List.copyOf(theirs.values()));
            theirs.values()
                    .forEach(seen -> (seen.identifier().trait() == Trait.NETWORK ? crowds : sharers)
                            .computeIfAbsent(seen.identifier(), identifier -> new ArrayList<>())
                            .add(seen));
        });
        sharers.forEach((identifier, seen) -> {
            if (identifier.trait() == Trait.DEVICE) crowds.put(identifier, List.copyOf(seen));
        });
        sharers.values().removeIf(sharing -> sharing.size() > Neighbourhood.MOST_SHARERS);
        return new Neighbourhood(ofPerson, sharers, crowds, advocateOf, arrivals);
    }

    /** A few devices and cards for all, mostly from one flat, within days; every member brings the next, or any later one. */
    private int ring(int number, int size) {
        var devices = 1 + size / (3 + random.nextInt(5));
        var cards = 1 + size / (3 + random.nextInt(5));
        var shape = random.nextInt(3);
        var at = someTime();
        var members = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            var member = "ring-" + number + "-" + i;
            at = at.plusSeconds(60 + random.nextInt(7_200));
            var advocate = i == 0 ? null : members.get(shape == 0 ? 0 : shape == 1 ? i - 1 : random.nextInt(i));
            come(member, advocate, at, random.nextInt(5) > 0 ? "flat-" + number : "own-" + member);
            show(
                    member,
                    Trait.DEVICE,
                    random.nextInt(10) < 8 ? number + "-device-" + random.nextInt(devices) : member,
                    at);
            show(
                    member,
                    Trait.PAYMENT,
                    random.nextInt(10) < 7 ? number + "-card-" + random.nextInt(cards) : member,
                    at);
            show(member, Trait.EMAIL, random.nextInt(10) == 0 ? number + "-mail" : member, at);
            members.add(member);
        }
        ringMembers.addAll(members);
        rings.add(members);
        return size;
    }

    private int office(int number) {
        var week = someTime();
        var colleagues = new ArrayList<String>();
        for (var i = 0; i < 300; i++) {
            var person = "office-" + number + "-" + i;
            var at = week.plusSeconds(random.nextInt(5 * 86_400));
            var advocate = colleagues.isEmpty() || random.nextInt(3) > 0
                    ? null
                    : colleagues.get(random.nextInt(colleagues.size()));
            come(person, advocate, at, "office-" + number);
            own(person, at);
            // Some sign up at the machine in the meeting room.
            if (random.nextInt(20) == 0) show(person, Trait.DEVICE, "office-" + number, at);
            colleagues.add(person);
        }
        honest.addAll(colleagues);
        return colleagues.size();
    }

    private int influencer(int number) {
        var posted = someTime();
        var star = "star-" + number;
        come(star, null, posted.minusSeconds(86_400), "home-" + star);
        own(star, posted);
        honest.add(star);
        for (var i = 1; i < 400; i++) {
            var person = "fan-" + number + "-" + i;
            var at = posted.plusSeconds(random.nextInt(7_200));
            come(person, star, at, somewhere(person));
            own(person, at);
            honest.add(person);
        }
        return 400;
    }

    /** Some share the tablet, some the card, and one in thirty of them was brought by another of the family. */
    private int family(int most) {
        var size = Math.min(most, 2 + random.nextInt(4));
        var name = "family-" + honest.size();
        var tablet = random.nextInt(2) == 0;
        var card = random.nextInt(5) < 2;
        var members = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            var person = name + "-" + i;
            var at = someTime();
            var within = i > 0 && random.nextInt(30) == 0;
            come(person, within ? members.get(random.nextInt(i)) : somebody(), at, name);
            own(person, at);
            if (tablet) show(person, Trait.DEVICE, name, at);
            if (card) show(person, Trait.PAYMENT, name, at);
            members.add(person);
        }
        honest.addAll(members);
        return size;
    }

    private int alone(int most) {
        var person = "person-" + honest.size();
        var at = someTime();
        come(person, somebody(), at, somewhere(person));
        own(person, at);
        honest.add(person);
        return Math.min(1, most);
    }

    private @Nullable String somebody() {
        return honest.isEmpty() || random.nextInt(2) == 0 ? null : honest.get(random.nextInt(honest.size()));
    }

    /** At home, or behind one of a few addresses of a carrier. */
    private String somewhere(String person) {
        return random.nextInt(4) == 0 ? "carrier-" + random.nextInt(40) : "home-" + person;
    }

    private void own(String person, Instant at) {
        show(person, Trait.DEVICE, person, at);
        show(person, Trait.PAYMENT, person, at);
        show(person, Trait.EMAIL, person, at);
        if (random.nextInt(100) == 0) suspect(person, Trait.NETWORK, "vpn-" + random.nextInt(50), at);
        if (random.nextInt(200) == 0) suspect(person, Trait.EMAIL, "thrown-" + person, at);
    }

    private void come(String person, @Nullable String advocate, Instant at, String network) {
        cameAt.put(person, at);
        show(person, Trait.NETWORK, network, at);
        show(person, Trait.PLACE, network + "/" + at.atOffset(ZoneOffset.UTC).toLocalDate(), at);
        if (advocate == null || !Objects.requireNonNull(cameAt.get(advocate)).isBefore(at)) return;
        var visit = Duration.ofSeconds(20 + (long) (Math.exp(random.nextGaussian() * 1.2 + 4)));
        advocateOf.put(person, advocate);
        arrivals.computeIfAbsent(advocate, who -> new ArrayList<>()).add(new Arrival(person, at, visit));
        var through = new Suspect.Visit(at.minus(visit), true, false, null, null, false);
        signUps.put(
                person,
                new Suspect(true, Set.of(person), Set.of(advocate), at, null, List.of(through), List.of(through.at())));
    }

    private void show(String person, Trait trait, String what, Instant at) {
        show(person, trait, what, at, false);
    }

    private void suspect(String person, Trait trait, String what, Instant at) {
        show(person, trait, what, at, true);
    }

    private void show(String person, Trait trait, String what, Instant at, boolean suspect) {
        var identifier = new Identifier(trait, UUID.nameUUIDFromBytes((trait + what).getBytes(StandardCharsets.UTF_8)));
        shown.computeIfAbsent(person, who -> new HashMap<>())
                .putIfAbsent(identifier, new Sighting(identifier, person, at, suspect));
    }

    private Instant someTime() {
        return START.plusSeconds(random.nextLong(SEASON.toSeconds()));
    }
}
