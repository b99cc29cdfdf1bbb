package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.acquaintance.Acquaintance;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.identity.Consented;
import io.grapevine.attribution.identity.Consented.Answer;
import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.LongJourney;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.purchase.Basket;
import io.grapevine.attribution.purchase.DisputeFact;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.RefundFact;
import io.grapevine.events.Consent;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Explanation.PersonBy;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SignUpRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was loaded to decide a set of people and orders, translated into the pure core's words, program by program. */
final class Evidence {

    private final Loaded loaded;
    private final Map<String, Set<String>> visitorsOfCustomer;
    private final Map<String, List<FactRow>> signUpsOfCustomer;
    private final Map<UUID, List<TouchpointRow>> touchpointsOfVisitor;
    private final Map<UUID, String> personByKey;
    private final Map<String, Set<String>> ordersByRefund;
    private final Map<String, List<FactRow>> reportsOfOrder;
    private final Map<String, List<PurchaseFact>> purchases = new HashMap<>();
    private final Map<String, List<RefundFact>> refunds = new HashMap<>();
    private final Map<String, List<DisputeFact>> disputes = new HashMap<>();
    private final Set<String> buyers = new HashSet<>();

    Evidence(Loaded loaded) {
        this.loaded = loaded;
        this.visitorsOfCustomer = loaded.identifies().stream()
                .filter(row -> row.visitorId != null && row.consent() != Consent.DENIED)
                .collect(groupingBy(this::customer, mapping(row -> row.visitorId, toSet())));
        this.signUpsOfCustomer = loaded.signUps().stream().collect(groupingBy(this::customer));
        this.touchpointsOfVisitor = loaded.touchpoints().stream().collect(groupingBy(row -> row.visitor));
        this.personByKey = loaded.personByVisitor().entrySet().stream()
                .collect(toMap(tie -> LookupKeys.ofVisitor(tie.getKey()), Map.Entry::getValue));
        this.ordersByRefund = loaded.orders().stream()
                .filter(row -> row.refundId != null)
                .collect(groupingBy(
                        row -> String.valueOf(row.refundId), mapping(row -> String.valueOf(row.orderId), toSet())));
        this.reportsOfOrder = Stream.concat(loaded.orders().stream(), loaded.late().stream())
                .filter(row -> row.type.equals("PURCHASE_RECORDED"))
                .collect(groupingBy(row -> String.valueOf(row.orderId)));
        loaded.orders().forEach(this::sort);
    }

    /** This and what was loaded later, for further people. */
    Evidence with(Evidence more) {
        return new Evidence(loaded.with(more.loaded));
    }

    /** The same with what its people did as customers. */
    Evidence knowing(Traces.Known people) {
        return new Evidence(loaded.knowing(people));
    }

    /** The same with what staff said about its sign-ups. */
    Evidence hearing(Map<String, Word> onSignUps) {
        return onSignUps.isEmpty() ? this : new Evidence(loaded.hearing(onSignUps));
    }

    /** What the conversions of the sign-ups are, before they have ids. */
    Set<String> signUpSubjects() {
        return loaded.signUps().stream().map(Evidence::subject).collect(toSet());
    }

    private static String subject(FactRow signUp) {
        return ConversionKey.ofSignUp("", signUp.source, signUp.eventId).subject();
    }

    /** The id that the fact's customer goes by. */
    private String customer(FactRow row) {
        return people().personOf(Objects.requireNonNull(row.customerId));
    }

    People people() {
        return loaded.people();
    }

    /** Everybody who signed up, or bought, by all their ids. */
    Set<String> customers() {
        var customers = new HashSet<>(signUpsOfCustomer.keySet());
        customers.addAll(buyers);
        return people().allIdsOf(customers);
    }

    /** Hashes of the addresses that orders gave; those of customers are known with them. */
    Set<String> emailHashes() {
        return loaded.orders().stream()
                .flatMap(row -> Traces.emailHashes(row.parsed()).stream())
                .collect(toSet());
    }

    CodeBook codes() {
        return loaded.codes();
    }

    /** The sign-ups of one program that a version of it covers. */
    List<SignUp> signUpsIn(Program program) {
        return loaded.signUps().stream()
                .filter(row -> row.concerns(program.key()))
                .flatMap(row -> signUp(row, program).stream())
                .toList();
    }

    /** The order with this id as its facts make it; empty while its purchase is missing. */
    Optional<Order> order(String orderId) {
        return Order.of(
                purchases.getOrDefault(orderId, List.of()),
                refunds.getOrDefault(orderId, List.of()),
                disputes.getOrDefault(orderId, List.of()));
    }

    /** Whether any report of the order is for this program: the effective one, or one that another report has superseded. */
    boolean concerns(String orderId, String program) {
        return reportsOfOrder.getOrDefault(orderId, List.of()).stream().anyMatch(row -> row.concerns(program));
    }

    /** Everybody whose binds a decision may meet: the given people, the buyers, and the owners of all codes. */
    Set<String> peopleInForest(Collection<String> people) {
        var inForest = new HashSet<>(people);
        inForest.addAll(buyers);
        inForest.addAll(DecideProgram.named(loaded.words().values()));
        loaded.codes().owners().values().forEach(owner -> inForest.add(owner.externalId()));
        return inForest;
    }

    private Optional<SignUp> signUp(FactRow row, Program program) {
        var customer = customer(row);
        var visitors = new HashSet<>(visitorsOfCustomer.getOrDefault(customer, Set.of()));
        if (row.visitorId != null) visitors.add(row.visitorId);
        var answers = answersOf(customer, null);
        return program.inForceAt(row.occurredAt)
                .map(version -> new SignUp(
                        customer,
                        row.order(),
                        row.source,
                        version.policy(),
                        before(row, visitors, customer, program.key(), answers),
                        version.terms().eligibility().wantsNewCustomersOnly()
                                ? Acquaintance.before(
                                                loaded.known().of(people().idsOf(customer), List.of()), row.order())
                                        .orElse(null)
                                : null,
                        row.lateBy(),
                        loaded.words().get(subject(row)),
                        Standing.of(row.customerId, customer).having(Asides.consented(row, answers)),
                        ((SignUpRecorded) row.parsed()).context().segment()));
    }

    /** What could have brought the person to a sign-up. Visits after it could not; each would make another record of it. */
    private List<Touchpoint> before(
            FactRow signUp, Set<String> visitors, String customer, String program, List<Answer> answers) {
        var at = signUp.occurredAt;
        var shown = new ArrayList<>(
                shown(signUp, ((SignUpRecorded) signUp.parsed()).evidence(), Set.of(), program, answers));
        Stream.concat(
                        touchpoints(visitors, program, answers, at).stream(),
                        LongJourney.ends(onDevices(customer, program, answers), at).stream())
                .filter(touchpoint -> !touchpoint.at().isAfter(at))
                .forEach(shown::add);
        return shown;
    }

    /** Sign-ups that came too late for the program, by which nobody is known to it. */
    List<SignUp> lateSignUpsIn(Program program) {
        return loaded.late().stream()
                .filter(row -> row.type.equals("SIGNUP_RECORDED") && row.concerns(program.key()))
                .flatMap(row -> signUp(row, program).stream())
                .toList();
    }

    /** The order as its facts would make it that came too late; empty if there is none. */
    Optional<Order> lateOrder(String orderId) {
        var reports = loaded.late().stream()
                .filter(row -> row.type.equals("PURCHASE_RECORDED") && orderId.equals(row.orderId))
                .map(row -> purchase(row, (PurchaseRecorded) row.parsed()))
                .toList();
        return Order.of(reports, List.of(), List.of());
    }

    private void sort(FactRow row) {
        switch (row.parsed()) {
            case PurchaseRecorded purchase -> {
                var fact = purchase(row, purchase);
                if (fact.person() != null) buyers.add(fact.person());
                purchases
                        .computeIfAbsent(fact.orderId(), id -> new ArrayList<>())
                        .add(fact);
            }
            case RefundRecorded refund ->
                addRefund(new RefundFact(
                        refund.refundId(),
                        refund.orderId(),
                        row.order(),
                        refund.amountMinor(),
                        refund.currency(),
                        refund.items()));
            case DisputeRecorded dispute ->
                disputes.computeIfAbsent(dispute.orderId(), id -> new ArrayList<>())
                        .add(new DisputeFact(dispute.orderId(), row.order(), dispute.state()));
            default -> throw new IllegalStateException("no fact of an order: " + row.type);
        }
    }

    // A refund id means one refund, the earliest, wherever it points: each order sees every fact that shares an id with
    // its own.
    private void addRefund(RefundFact refund) {
        for (var orderId : ordersByRefund.getOrDefault(refund.refundId(), Set.of()))
            refunds.computeIfAbsent(orderId, id -> new ArrayList<>()).add(refund);
    }

    private PurchaseFact purchase(FactRow row, PurchaseRecorded purchase) {
        var standing = standing(row, purchase);
        var person = standing.person();
        var visitors = row.visitorId == null ? Set.<String>of() : Set.of(row.visitorId);
        var answers = answersOf(person, row.visitorId);
        return new PurchaseFact(
                purchase.orderId(),
                row.order(),
                row.source,
                person,
                row.visitorId,
                purchase.amountMinor(),
                purchase.currency(),
                purchase.context().country(),
                row.programKey,
                shown(row, purchase.evidence(), visitors, row.programKey, answers),
                person == null ? List.of() : history(person, row.programKey, row.occurredAt),
                loaded.known().of(person == null ? Set.of() : people().idsOf(person), Traces.emailHashes(purchase)),
                row.lateBy(),
                standing.having(Asides.consented(row, answers)),
                Basket.of(purchase));
    }

    private List<Answer> answersOf(@Nullable String person, @Nullable String visitor) {
        var visitors = (person == null ? Stream.<String>of() : visitorsOf(person).stream());
        return loaded.asides()
                .answersOf(
                        person,
                        Stream.concat(visitors, Stream.ofNullable(visitor))
                                .map(LookupKeys::ofVisitor)
                                .collect(toSet()));
    }

    /** A guest is known by the address first: it is given on purpose, and a browser may be somebody else's. */
    private Standing standing(FactRow row, PurchaseRecorded purchase) {
        if (row.customerId != null) return Standing.of(row.customerId, people().personOf(row.customerId));
        var byEmail = loaded.personByEmail().get(String.valueOf(Timelines.emailForm(purchase)));
        if (byEmail != null) return Standing.by(PersonBy.EMAIL, byEmail);
        var byVisitor = loaded.personByVisitor().get(String.valueOf(row.visitorId));
        if (byVisitor != null) return Standing.by(PersonBy.VISITOR, byVisitor);
        var device = row.device();
        var byDevice = device == null ? null : loaded.asides().personByDevice().get(device);
        return byDevice == null ? Standing.STRANGER : Standing.by(PersonBy.DEVICE, people().personOf(byDevice));
    }

    /** The customer that a visitor, given by its key, turned out to be; empty for a stranger. */
    Optional<String> personOf(UUID visitor) {
        return Optional.ofNullable(personByKey.get(visitor));
    }

    /** Every visitor that signed up or was identified as the customer. */
    Set<String> visitorsOf(String person) {
        var visitors = new HashSet<>(visitorsOfCustomer.getOrDefault(person, Set.of()));
        for (var signUp : signUpsOfCustomer.getOrDefault(person, List.of()))
            if (signUp.visitorId != null && signUp.consent() != Consent.DENIED) visitors.add(signUp.visitorId);
        return visitors;
    }

    /** What the person's sign-ups showed, and the touchpoints of all their visitors; nothing where journeys were not loaded. */
    List<Touchpoint> history(String person, @Nullable String program, Instant convertedAt) {
        var history = new ArrayList<Touchpoint>();
        var answers = answersOf(person, null);
        for (var signUp : signUpsOfCustomer.getOrDefault(person, List.of()))
            if (program == null || signUp.concerns(program))
                history.addAll(
                        shown(signUp, ((SignUpRecorded) signUp.parsed()).evidence(), Set.of(), program, answers));
        history.addAll(touchpoints(visitorsOf(person), program, answers, convertedAt));
        history.addAll(LongJourney.ends(onDevices(person, program, answers), convertedAt));
        return history;
    }

    /** Codes and click of the event itself, then the visitors' touchpoints. */
    private List<Touchpoint> shown(
            FactRow row,
            io.grapevine.events.Evidence stated,
            Set<String> visitors,
            @Nullable String program,
            List<Answer> answers) {
        var shown = new ArrayList<Touchpoint>();
        if (stated.referralCode() != null)
            shown.add(Touchpoint.code(row.eventId, stated.referralCode(), row.occurredAt));
        for (var coupon : stated.couponCodes())
            if (codes().owners().containsKey(coupon)) // most coupons are nobody's; only an advocate's is evidence
            shown.add(Touchpoint.code(row.eventId, coupon, row.occurredAt));
        var click = stated.click();
        if (click != null)
            shown.add(Touchpoint.click(
                    click.clickId(),
                    loaded.codeByLink().getOrDefault(click.linkId(), click.linkId()),
                    click.clickedAt()));
        var withheld = withheld(Asides.consented(row, answers));
        if (withheld != null) shown.replaceAll(touchpoint -> touchpoint.having(withheld));
        shown.addAll(touchpoints(visitors, program, answers, row.occurredAt));
        return shown;
    }

    private List<Touchpoint> touchpoints(
            Set<String> visitors, @Nullable String program, List<Answer> answers, Instant convertedAt) {
        var touchpoints = visitors.stream()
                .flatMap(visitor ->
                        touchpoints(touchpointsOfVisitor.get(LookupKeys.ofVisitor(visitor)), program, answers).stream())
                .toList();
        return LongJourney.ends(touchpoints, convertedAt);
    }

    /** The touchpoints of the visitor with this key. */
    List<Touchpoint> touchpoints(UUID visitor, @Nullable String program) {
        return touchpoints(
                touchpointsOfVisitor.get(visitor), program, loaded.asides().answersOf(null, Set.of(visitor)));
    }

    /** On the person's own devices, by visitors whom nobody is known by. */
    private List<Touchpoint> onDevices(String person, @Nullable String program, List<Answer> answers) {
        return touchpoints(loaded.asides().touchpointsOfDevice().get(person), program, answers);
    }

    private static List<Touchpoint> touchpoints(
            @Nullable List<TouchpointRow> rows, @Nullable String program, List<Answer> answers) {
        if (rows == null) return List.of();
        return rows.stream()
                .filter(row -> program == null || row.concerns(program))
                .map(row -> row.toTouchpoint().having(withheld(row.consented(answers))))
                .toList();
    }

    /** What keeps a touch from being credited; null if nothing does. */
    private static @Nullable Consent withheld(Consented consented) {
        return consented.consent() == Consent.GRANTED ? null : consented.consent();
    }
}
