package io.grapevine.testkit.fact;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds decisions for tests: an attributed purchase of 100.00 EUR by {@code fay}, brought by {@code ada}, unless said otherwise. */
public final class Decisions {

    public static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    private String conversionId = "cnv_1";
    private int revision = 1;
    private String programKey = "demo";
    private int programVersion = 1;
    private Kind kind = Kind.PURCHASE;
    private String eventId = "e1";
    private String source = "api";
    private @Nullable String customerId = "fay";
    private @Nullable String visitorId;
    private @Nullable String orderId = "o1";
    private Instant occurredAt = MONDAY;
    private long amountMinor = 10_000;
    private @Nullable String currency = "EUR";
    private long refundedMinor;
    private DisputeRecorded.@Nullable State disputed;
    private Outcome outcome = Outcome.ATTRIBUTED;
    private ConversionDecided.@Nullable Reason reason;
    private @Nullable Advocate advocate = new Advocate("par_ada", "ada", "CODE-ada");
    private @Nullable ConversionDetails details;
    private @Nullable Instant boundAt;
    private final List<Upline> upline = new ArrayList<>();
    private final List<Credit> shares = new ArrayList<>();

    public static Decisions purchase() {
        return new Decisions();
    }

    public static Decisions signUp() {
        var signUp = new Decisions();
        signUp.kind = Kind.SIGNUP;
        signUp.orderId = null;
        signUp.amountMinor = 0;
        signUp.currency = null;
        return signUp;
    }

    public Decisions of(String conversion) {
        conversionId = conversion;
        eventId = "e-" + conversion;
        if (orderId != null) orderId = "o-" + conversion;
        return this;
    }

    public Decisions revision(int number) {
        revision = number;
        return this;
    }

    public Decisions in(String program, int version) {
        programKey = program;
        programVersion = version;
        return this;
    }

    public Decisions by(@Nullable String customer, @Nullable String visitor) {
        customerId = customer;
        visitorId = visitor;
        return this;
    }

    public Decisions by(String customer) {
        return by(customer, null);
    }

    public Decisions event(String id) {
        eventId = id;
        return this;
    }

    public Decisions reportedBy(String eventSource) {
        source = eventSource;
        return this;
    }

    public Decisions order(String id) {
        orderId = id;
        return this;
    }

    public Decisions at(Instant time) {
        occurredAt = time;
        return this;
    }

    public Decisions amount(long minor, @Nullable String code) {
        amountMinor = minor;
        currency = code;
        return this;
    }

    public Decisions refunded(long minor) {
        refundedMinor = minor;
        return this;
    }

    /** What was bought and by whom. */
    public Decisions details(@Nullable ConversionDetails told) {
        details = told;
        return this;
    }

    public Decisions disputed(DisputeRecorded.State state) {
        disputed = state;
        return this;
    }

    public Decisions broughtBy(String externalId) {
        return broughtBy(externalId, "CODE-" + externalId);
    }

    public Decisions broughtBy(String externalId, String code) {
        advocate = new Advocate("par_" + externalId, externalId, code);
        return this;
    }

    /** When the customer was bound to the advocate, who is credited for it. */
    public Decisions boundAt(Instant time) {
        boundAt = time;
        return this;
    }

    /** Several advocates share the credit: names and weights, whoever comes first leads. */
    public Decisions sharedBy(Map<String, Double> weights) {
        shares.clear();
        weights.forEach((externalId, weight) -> shares.add(new Credit("par_" + externalId, externalId, weight, 0)));
        return broughtBy(shares.getFirst().externalId());
    }

    public Decisions upline(int level, String externalId, double weight) {
        upline.add(new Upline(level, "par_" + externalId, externalId, weight));
        return this;
    }

    public Decisions upline(int level, String externalId) {
        upline.add(new Upline(level, "par_" + externalId, externalId));
        return this;
    }

    /** Credited, if a person finds nothing wrong with it. */
    public Decisions inReview() {
        outcome = Outcome.REVIEW;
        reason = ConversionDecided.Reason.FRAUD_SIGNALS;
        return this;
    }

    public Decisions unattributed(Outcome how, ConversionDecided.@Nullable Reason why) {
        outcome = how;
        reason = why;
        advocate = null;
        return this;
    }

    // NullAway does not see @Nullable on a nested type in a class file.
    @SuppressWarnings("NullAway")
    public ConversionDecided build() {
        return new ConversionDecided(
                conversionId,
                revision,
                programKey,
                programVersion,
                kind,
                eventId,
                source,
                customerId,
                visitorId,
                orderId,
                occurredAt,
                amountMinor,
                currency,
                refundedMinor,
                disputed,
                outcome,
                reason,
                advocate,
                credits(),
                upline,
                new Explanation("binding", null, null, null, null, boundAt, List.of()),
                null,
                null,
                details);
    }

    private List<Credit> credits() {
        if (advocate == null) return List.of();
        if (!shares.isEmpty()) return shares;
        return List.of(new Credit(advocate.participantId(), advocate.externalId(), 1.0, amountMinor - refundedMinor));
    }
}
