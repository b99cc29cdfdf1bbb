package io.grapevine.attribution.fraud;

import static io.grapevine.events.FraudSignal.ADVOCATE_VELOCITY;
import static io.grapevine.events.FraudSignal.CLICK_FLOODING;
import static io.grapevine.events.FraudSignal.CLICK_TO_SIGNUP_TOO_SHORT;
import static io.grapevine.events.FraudSignal.CLICK_TO_SIGNUP_TOO_UNIFORM;
import static io.grapevine.events.FraudSignal.COUPON_SITE;
import static io.grapevine.events.FraudSignal.DATA_CENTRE;
import static io.grapevine.events.FraudSignal.DENSE_CLUSTER;
import static io.grapevine.events.FraudSignal.DEVICE_VELOCITY;
import static io.grapevine.events.FraudSignal.DISPOSABLE_DOMAIN;
import static io.grapevine.events.FraudSignal.NETWORK_VELOCITY;
import static io.grapevine.events.FraudSignal.PAID_BRAND_SEARCH;
import static io.grapevine.events.FraudSignal.RING;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_DEVICE;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_EMAIL;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.fraud.Neighbourhood.Arrival;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScrutinyTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final FraudTerms TERMS = new FraudTerms(
            50,
            100,
            List.of(),
            new Pace(Duration.ofHours(1), 2, 2, 2, 3, Duration.ofSeconds(2)),
            List.of("acme"),
            List.of("coupons.example"),
            Duration.ofDays(1),
            AfterTerm.ACCEPT);

    private final Map<String, List<Sighting>> shown = new HashMap<>();
    private final Map<String, String> advocateOf = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    @Test
    void whoSharesNothingWithAnybodyIsNotSuspected() {
        show("dave", Trait.DEVICE, "phone", NOON);
        show("alice", Trait.DEVICE, "tablet", NOON);
        assertThat(found(signUp("dave"))).isEmpty();
    }

    @Test
    void theAdvocatesOwnThingsAreSelfReferralWheneverTheyWereShown() {
        show("dave", Trait.EMAIL, "mail", NOON.plusSeconds(99));
        show("dave", Trait.PAYMENT, "card", NOON);
        show("dave", Trait.DEVICE, "phone", NOON);
        show("alice", Trait.EMAIL, "mail", NOON);
        show("alice", Trait.PAYMENT, "card", NOON.plusSeconds(99));
        show("alice", Trait.DEVICE, "phone", NOON.minusSeconds(99));
        show("alice", Trait.NETWORK, "home", NOON);
        show("dave", Trait.NETWORK, "home", NOON);
        assertThat(found(signUp("dave")))
                .containsExactly(SELF_REFERRAL_EMAIL, SELF_REFERRAL_DEVICE, SELF_REFERRAL_PAYMENT);
        assertThat(signals(signUp("dave"), TERMS).getFirst().evidence()).containsEntry("sharedWith", "alice");
    }

    @Test
    void aGuestIsKnownByTheOrderAlone() {
        show(People.guestOf("o1"), Trait.PAYMENT, "card", NOON);
        show("alice", Trait.PAYMENT, "card", NOON);
        var order = new Suspect(false, Set.of(People.guestOf("o1")), Set.of("alice"), NOON, null, List.of(), List.of());
        assertThat(found(order)).containsExactly(SELF_REFERRAL_PAYMENT);
        assertThat(People.orderOf(People.guestOf("o1"))).contains("o1");
        assertThat(People.orderOf("dave")).isEmpty();
    }

    @Test
    void whatIsSuspectCountsFromItsFirstAppearanceOn() {
        suspect("dave", Trait.EMAIL, "thrown", NOON);
        suspect("dave", Trait.NETWORK, "cloud", NOON);
        assertThat(found(signUp("dave"))).containsExactly(DISPOSABLE_DOMAIN, DATA_CENTRE);
        assertThat(found(signUp("dave", NOON.minusMillis(1)))).isEmpty();
    }

    @Test
    void anOrderInheritsWhatItsSignUpShowedAndNotWhatItShowsItself() {
        suspect("dave", Trait.EMAIL, "thrown", NOON);
        suspect("dave", Trait.NETWORK, "cloud", NOON.plusSeconds(60));
        var order =
                new Suspect(false, Set.of("dave"), Set.of("alice"), NOON.plusSeconds(60), NOON, List.of(), List.of());
        assertThat(signals(order, TERMS))
                .extracting(Signal::code, Signal::inherited)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(DISPOSABLE_DOMAIN, true),
                        org.assertj.core.api.Assertions.tuple(DATA_CENTRE, false));
    }

    @Test
    void aClickFromADataCentreIsOne() {
        var visit = new Suspect.Visit(NOON.minusSeconds(60), true, false, null, null, true);
        assertThat(found(signUp("dave", NOON, visit))).containsExactly(DATA_CENTRE);
    }

    @Test
    void aCrowdIsWhoCameInTheWindowBefore() {
        show("dave", Trait.NETWORK, "office", NOON);
        show("eve", Trait.NETWORK, "office", NOON.minusSeconds(3_599));
        show("fay", Trait.NETWORK, "office", NOON.minusSeconds(3_600));
        show("gus", Trait.NETWORK, "office", NOON.plusMillis(1));
        show("dora", Trait.NETWORK, "office", NOON);
        assertThat(found(signUp("dave"))).isEmpty();
        show("anna", Trait.NETWORK, "office", NOON); // at once, and before by name
        assertThat(found(signUp("dave"))).containsExactly(NETWORK_VELOCITY);
    }

    @Test
    void aDeviceThatManyCameOnIsTooFast() {
        for (var person : List.of("dave", "anna", "bea")) show(person, Trait.DEVICE, "phone", NOON);
        assertThat(found(signUp("dave"))).contains(DEVICE_VELOCITY);
        assertThat(found(signUp("bea"))).doesNotContain(DEVICE_VELOCITY);
    }

    @Test
    void anAdvocateWhoBroughtManyIsTooFast() {
        arrive("anna", NOON.minusSeconds(3_599), null);
        arrive("bea", NOON.minusSeconds(3_600), null);
        arrive("dave", NOON, null);
        assertThat(found(signUp("dave"))).isEmpty();
        arrive("cid", NOON, null);
        assertThat(found(signUp("dave"))).containsExactly(ADVOCATE_VELOCITY);
    }

    @Test
    void visitsThatAllTookAsLongAreTooUniform() {
        var visit = new Suspect.Visit(NOON.minusSeconds(100), true, false, null, null, false);
        for (var i = 1; i <= 4; i++) arrive("a" + i, NOON.minus(Duration.ofDays(i)), Duration.ofSeconds(100 - i));
        arrive("by-code", NOON.minusSeconds(7_200), null);
        assertThat(found(signUp("dave", NOON, visit))).isEmpty();
        arrive("a5", NOON.minus(Duration.ofDays(5)), Duration.ofSeconds(90));
        assertThat(found(signUp("dave", NOON, visit))).containsExactly(CLICK_TO_SIGNUP_TOO_UNIFORM);
        arrive("a0", NOON.minusSeconds(5_000), Duration.ofSeconds(89));
        assertThat(found(signUp("dave", NOON, visit))).isEmpty();
    }

    @Test
    void nobodySignsUpInLessThanTheShortestVisit() {
        assertThat(found(signUp("dave", NOON, click(NOON.minusMillis(1_999)))))
                .containsExactly(CLICK_TO_SIGNUP_TOO_SHORT);
        assertThat(found(signUp("dave", NOON, click(NOON.minusSeconds(2))))).isEmpty();
        var code = new Suspect.Visit(NOON, false, false, null, null, false);
        assertThat(found(signUp("dave", NOON, code))).isEmpty();
        var order = new Suspect(
                false, Set.of("dave"), Set.of("alice"), NOON, null, List.of(click(NOON.minusMillis(1))), List.of());
        assertThat(found(order)).isEmpty();
    }

    @Test
    void theBrandsNameCountsOnlyWhereTheClickWasBought() {
        var at = NOON.minusSeconds(60);
        assertThat(found(signUp("dave", NOON, new Suspect.Visit(at, true, true, null, "acme shoes", false))))
                .containsExactly(PAID_BRAND_SEARCH);
        assertThat(found(signUp("dave", NOON, new Suspect.Visit(at, true, false, null, "acme shoes", false))))
                .isEmpty();
        assertThat(found(signUp("dave", NOON, new Suspect.Visit(at, true, true, null, "shoes", false))))
                .isEmpty();
    }

    @Test
    void aCouponSiteIsToldByItsHostAndThoseBelowIt() {
        assertThat(found(signUp("dave", NOON, from("coupons.example")))).containsExactly(COUPON_SITE);
        assertThat(found(signUp("dave", NOON, from("www.coupons.example")))).containsExactly(COUPON_SITE);
        assertThat(found(signUp("dave", NOON, from("notcoupons.example")))).isEmpty();
    }

    @Test
    void aFloodIsAsManyClicksInTheWindow() {
        assertThat(found(flooded(NOON, NOON, NOON.minusSeconds(3_600)))).isEmpty();
        assertThat(found(flooded(NOON, NOON, NOON.plusMillis(1)))).isEmpty();
        assertThat(found(flooded(NOON, NOON, NOON.minusSeconds(3_599)))).containsExactly(CLICK_FLOODING);
    }

    @Test
    void threeWhoShareAThingNextToOneAnotherAreARing() {
        for (var person : List.of("dave", "anna", "bea")) show(person, Trait.PAYMENT, "card", NOON);
        advocateOf.put("anna", "alice");
        assertThat(found(signUp("dave"))).isEmpty();
        advocateOf.put("bea", "alice");
        assertThat(found(signUp("dave"))).containsExactly(RING);
        assertThat(signals(signUp("dave"), TERMS).getFirst().evidence()).containsEntry("with", "anna, bea");
    }

    @Test
    void fartherApartItTakesFourAndBeyondReachNobodyCounts() {
        for (var person : List.of("dave", "x9", "x20", "x46")) show(person, Trait.DEVICE, "phone", NOON);
        chain("alice", 46);
        assertThat(found(signUp("dave"))).containsExactly(RING);
        show("x60", Trait.DEVICE, "pc", NOON);
        advocateOf.clear();
        chain("alice", 20);
        assertThat(found(signUp("dave"))).isEmpty();
    }

    @Test
    void whatTooManyShareSaysNothing() {
        for (var i = 0; i <= Neighbourhood.MOST_SHARERS; i++) {
            show("p" + i, Trait.PAYMENT, "agency", NOON);
            advocateOf.put("p" + i, "alice");
        }
        assertThat(found(signUp("p7"))).isEmpty();
    }

    @Test
    void whoComesWithARingBelongsToIt() {
        for (var person : List.of("dave", "anna", "bea", "cid")) show(person, Trait.PLACE, "flat", NOON);
        for (var person : List.of("anna", "bea", "cid")) advocateOf.put(person, "alice");
        assertThat(found(signUp("dave"))).isEmpty();
        show("anna", Trait.DEVICE, "phone", NOON);
        show("bea", Trait.DEVICE, "phone", NOON);
        assertThat(found(signUp("dave"))).isEmpty();
        show("cid", Trait.DEVICE, "phone", NOON);
        assertThat(found(signUp("dave"))).containsExactly(DENSE_CLUSTER);
    }

    @Test
    void whoSharesAThingWithOneAndThePlaceWithSeveralBelongsToThem() {
        for (var person : List.of("dave", "anna", "bea", "cid")) show(person, Trait.PLACE, "flat", NOON);
        for (var person : List.of("anna", "bea", "cid")) advocateOf.put(person, "alice");
        show("dave", Trait.PAYMENT, "card", NOON);
        show("anna", Trait.PAYMENT, "card", NOON);
        assertThat(found(signUp("dave"))).containsExactly(DENSE_CLUSTER);
    }

    @Test
    void whatAProgramDoesNotWeighIsNotLookedFor() {
        show("dave", Trait.DEVICE, "phone", NOON);
        show("alice", Trait.DEVICE, "phone", NOON);
        suspect("dave", Trait.EMAIL, "thrown", NOON);
        assertThat(signals(signUp("dave"), FraudTerms.SELF_REFERRAL_ONLY))
                .extracting(Signal::code)
                .containsExactly(SELF_REFERRAL_DEVICE);
    }

    private void chain(String from, int length) {
        var above = from;
        for (var i = 1; i <= length; i++) {
            advocateOf.put("x" + i, above);
            above = "x" + i;
        }
    }

    private static Suspect.Visit click(Instant at) {
        return new Suspect.Visit(at, true, false, null, null, false);
    }

    private static Suspect.Visit from(String site) {
        return new Suspect.Visit(NOON.minusSeconds(60), true, false, site, null, false);
    }

    private static Suspect flooded(Instant... clicks) {
        return new Suspect(true, Set.of("dave"), Set.of("alice"), NOON, null, List.of(), List.of(clicks));
    }

    private static Suspect signUp(String customer) {
        return signUp(customer, NOON);
    }

    private static Suspect signUp(String customer, Instant at, Suspect.Visit... visits) {
        return new Suspect(true, Set.of(customer), Set.of("alice"), at, null, List.of(visits), List.of());
    }

    private void arrive(String customer, Instant at, @Nullable Duration visit) {
        arrivals.add(new Arrival(customer, at, visit));
    }

    private void show(String person, Trait trait, String what, Instant at) {
        show(person, trait, what, at, false);
    }

    private void suspect(String person, Trait trait, String what, Instant at) {
        show(person, trait, what, at, true);
    }

    private void show(String person, Trait trait, String what, Instant at, boolean suspect) {
        var key = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
        shown.computeIfAbsent(person, who -> new ArrayList<>())
                .add(new Sighting(new Identifier(trait, key), person, at, suspect));
    }

    private List<FraudSignal> found(Suspect suspect) {
        return signals(suspect, TERMS).stream().map(Signal::code).toList();
    }

    private List<Signal> signals(Suspect suspect, FraudTerms terms) {
        var everything = new HashMap<Identifier, List<Sighting>>();
        shown.values()
                .forEach(all -> all.forEach(seen -> everything
                        .computeIfAbsent(seen.identifier(), identifier -> new ArrayList<>())
                        .add(seen)));
        var sharers = new HashMap<>(everything);
        sharers.values().removeIf(all -> all.size() > Neighbourhood.MOST_SHARERS);
        return Scrutiny.signals(
                suspect, new Neighbourhood(shown, sharers, everything, advocateOf, Map.of("alice", arrivals)), terms);
    }
}
