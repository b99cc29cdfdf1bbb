package io.grapevine.attribution.fraud;

import static io.grapevine.events.FraudSignal.CLICK_FLOODING;
import static io.grapevine.events.FraudSignal.CLICK_TO_SIGNUP_TOO_SHORT;
import static io.grapevine.events.FraudSignal.COUPON_SITE;
import static io.grapevine.events.FraudSignal.DATA_CENTRE;
import static io.grapevine.events.FraudSignal.DISPOSABLE_DOMAIN;
import static io.grapevine.events.FraudSignal.PAID_BRAND_SEARCH;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_DEVICE;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_EMAIL;
import static io.grapevine.events.FraudSignal.SELF_REFERRAL_PAYMENT;

import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what speaks against a conversion: a function of facts alone, whatever order they came in. Start here. */
public final class Scrutiny {

    private final Suspect suspect;
    private final Neighbourhood around;
    private final FraudTerms terms;
    private final List<Signal> found = new ArrayList<>();

    private Scrutiny(Suspect suspect, Neighbourhood around, FraudTerms terms) {
        this.suspect = suspect;
        this.around = around;
        this.terms = terms;
    }

    /** One of each code at most, in the order of the closed list. */
    public static List<Signal> signals(Suspect suspect, Neighbourhood around, FraudTerms terms) {
        var scrutiny = new Scrutiny(suspect, around, terms);
        for (var code : FraudSignal.values()) if (terms.weightOf(code) > 0) scrutiny.look(code);
        return List.copyOf(scrutiny.found);
    }

    private void look(FraudSignal code) {
        switch (code) {
            case SELF_REFERRAL_EMAIL -> selfReferral(SELF_REFERRAL_EMAIL, Trait.EMAIL);
            case SELF_REFERRAL_DEVICE -> selfReferral(SELF_REFERRAL_DEVICE, Trait.DEVICE);
            case SELF_REFERRAL_PAYMENT -> selfReferral(SELF_REFERRAL_PAYMENT, Trait.PAYMENT);
            case DISPOSABLE_DOMAIN -> suspectThing(DISPOSABLE_DOMAIN, Trait.EMAIL);
            case DATA_CENTRE -> dataCentre();
            case ADVOCATE_VELOCITY ->
                Paces.ofAdvocates(suspect, around, terms.pace()).ifPresent(found::add);
            case NETWORK_VELOCITY ->
                Paces.ofNetwork(suspect, around, terms.pace()).ifPresent(found::add);
            case DEVICE_VELOCITY ->
                Paces.ofDevice(suspect, around, terms.pace()).ifPresent(found::add);
            case CLICK_TO_SIGNUP_TOO_UNIFORM -> Paces.uniform(suspect, around).ifPresent(found::add);
            case CLICK_TO_SIGNUP_TOO_SHORT -> tooShort();
            case PAID_BRAND_SEARCH -> brandSearch();
            case COUPON_SITE -> couponSite();
            case CLICK_FLOODING -> flood();
            case RING -> Rings.ring(suspect, around).ifPresent(found::add);
            case DENSE_CLUSTER -> Rings.denseCluster(suspect, around).ifPresent(found::add);
        }
    }

    /** Whenever either of them showed it: who is the same person was it before anybody knew. */
    private void selfReferral(FraudSignal code, Trait trait) {
        around.shownBy(suspect.people())
                .filter(seen -> seen.identifier().trait() == trait)
                .flatMap(seen -> suspect.advocates().stream()
                        .filter(advocate -> around.shownBy(List.of(advocate))
                                .anyMatch(theirs -> theirs.identifier().equals(seen.identifier()))))
                .min(CodePoints.ORDER)
                .ifPresent(advocate ->
                        found.add(new Signal(code, suspect.restsOnSignUp(), Map.of("sharedWith", advocate))));
    }

    /** Shown by the time of the conversion. */
    private void suspectThing(FraudSignal code, Trait trait) {
        around.shownBy(suspect.people())
                .filter(seen -> seen.suspect() && seen.identifier().trait() == trait)
                .filter(seen -> !seen.firstSeenAt().isAfter(suspect.at()))
                .min(Comparator.comparing(Sighting::firstSeenAt))
                .ifPresent(seen -> found.add(new Signal(
                        code,
                        suspect.knewBySignUp(seen.firstSeenAt()),
                        Map.of("at", seen.firstSeenAt().toString()))));
    }

    private void dataCentre() {
        suspectThing(DATA_CENTRE, Trait.NETWORK);
        if (found.stream().anyMatch(signal -> signal.code() == DATA_CENTRE)) return;
        suspect.visits().stream()
                .filter(Suspect.Visit::dataCentre)
                .map(Suspect.Visit::at)
                .min(Comparator.naturalOrder())
                .ifPresent(at -> own(DATA_CENTRE, Map.of("at", at.toString())));
    }

    private void tooShort() {
        suspect.clickToSignUp()
                .filter(visit -> visit.compareTo(terms.pace().shortestVisit()) < 0)
                .min(Comparator.naturalOrder())
                .ifPresent(visit -> own(
                        CLICK_TO_SIGNUP_TOO_SHORT,
                        Map.of(
                                "visit", visit.toString(),
                                "shortest", terms.pace().shortestVisit().toString())));
    }

    private void brandSearch() {
        suspect.visits().stream()
                .filter(Suspect.Visit::paid)
                .flatMap(visit -> Optional.ofNullable(visit.term()).stream())
                .flatMap(term -> terms.brandTerms().stream().filter(term::contains))
                .min(CodePoints.ORDER)
                .ifPresent(brand -> own(PAID_BRAND_SEARCH, Map.of("term", brand)));
    }

    private void couponSite() {
        suspect.visits().stream()
                .flatMap(visit -> Optional.ofNullable(visit.site()).stream())
                .filter(site -> terms.couponSites().stream().anyMatch(host -> isOf(site, host)))
                .min(CodePoints.ORDER)
                .ifPresent(site -> own(COUPON_SITE, Map.of("site", site)));
    }

    private static boolean isOf(String site, String host) {
        return site.equals(host) || site.endsWith("." + host);
    }

    private void flood() {
        var from = suspect.at().minus(terms.pace().window());
        var clicks = suspect.clicks().stream()
                .filter(at -> at.isAfter(from) && !at.isAfter(suspect.at()))
                .count();
        if (clicks >= terms.pace().clicks())
            own(CLICK_FLOODING, Map.of("atLeast", String.valueOf(terms.pace().clicks()), "window", window()));
    }

    private void own(FraudSignal code, Map<String, String> evidence) {
        found.add(new Signal(code, false, evidence));
    }

    private String window() {
        return terms.pace().window().toString();
    }
}
