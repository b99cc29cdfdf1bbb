package io.grapevine.events;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One full example of every type, every optional field present: what the golden samples were written from. */
final class Examples {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String BODY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Context CONTEXT = new Context(
            "spring", Consent.GRANTED, "DE", "device-1", "vip", new Context.Network("9f86d081884c7d65", true), true);
    private static final SealedPersonal PERSONAL =
            new SealedPersonal("01970000-0000-7000-8000-000000000001", "c2VhbGVk");
    private static final Evidence EVIDENCE = new Evidence(
            new ClickReference(
                    "clk_01970000-0000-7000-8000-000000000002", "lnk_01970000-0000-7000-8000-000000000003", NOON),
            null,
            "ADA-LOVES-IT",
            List.of("SPRING10"));
    private static final List<Item> ITEMS = List.of(new Item("sku-1", "Mug", "kitchen", 2L, 1_250L));
    private static final List<List<AttributionTerms.TouchClass>> PRIORITY = List.of(
            List.of(AttributionTerms.TouchClass.CODE),
            List.of(AttributionTerms.TouchClass.CLICK, AttributionTerms.TouchClass.PAID_CLICK));
    private static final Terms TERMS = new Terms(
            "Spring",
            "https://shop.example/welcome",
            new AttributionTerms(
                    AttributionTerms.Model.LAST_TOUCH,
                    new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                    Duration.ofDays(90),
                    AttributionTerms.Binding.LIFETIME,
                    AttributionTerms.Credit.SINGLE_WINNER,
                    null,
                    null,
                    AttributionTerms.Edge.INCLUSIVE,
                    PRIORITY,
                    AttributionTerms.TieBreak.LOWEST_ID,
                    Duration.ofDays(7)),
            new Terms.Eligibility(new Terms.Money(2_000, "EUR"), List.of("DE", "ES"), true),
            List.of(
                    new Terms.RewardRule(
                            "commission",
                            Terms.Trigger.PURCHASE,
                            Terms.Role.ADVOCATE,
                            1,
                            false,
                            null,
                            new Terms.Give(
                                    RewardKind.CASH, new BigDecimal("10"), new Terms.Money(5_000, "EUR"), null, null),
                            Duration.ofDays(14),
                            true,
                            new RewardConditions(3, null, List.of("sku-1"), List.of("kitchen"), List.of("vip"), 10),
                            new RewardScale(
                                    List.of(RewardScale.Deduction.TAX),
                                    true,
                                    new RewardScale.Tiers(
                                            RewardScale.By.VOLUME,
                                            RewardScale.Mode.MARGINAL,
                                            RewardScale.Period.MONTH,
                                            "EUR",
                                            List.of(
                                                    new RewardScale.Step(null, 20_000L, new BigDecimal("10"), null),
                                                    new RewardScale.Step(null, null, new BigDecimal("12"), null))),
                                    List.of(new RewardScale.Season(NOON, NOON.plusSeconds(3_600), new BigDecimal("2"))),
                                    "welcome"),
                            new RewardLimits(
                                    List.of(
                                            new RewardLimits.Cap(
                                                    Terms.Role.ADVOCATE, 20, null, RewardScale.Period.MONTH),
                                            new RewardLimits.Cap(
                                                    Terms.Role.FRIEND,
                                                    null,
                                                    new Terms.Money(10_000, "EUR"),
                                                    RewardScale.Period.ALL)),
                                    new RewardLimits.Milestone(5, true)),
                            "thanks"),
                    new Terms.RewardRule(
                            "thanks",
                            Terms.Trigger.PURCHASE,
                            Terms.Role.FRIEND,
                            0,
                            true,
                            new Terms.Money(2_000, "EUR"),
                            new Terms.Give(RewardKind.CREDIT, null, null, new Terms.Money(500, "EUR"), null),
                            Duration.ZERO),
                    new Terms.RewardRule(
                            "welcome",
                            Terms.Trigger.SIGNUP,
                            Terms.Role.FRIEND,
                            0,
                            false,
                            null,
                            new Terms.Give(
                                    RewardKind.COUPON,
                                    null,
                                    null,
                                    null,
                                    new Terms.Coupon(new BigDecimal("10"), null, "spring"),
                                    100L,
                                    new RewardThing("Mug", "MUG-1", 2),
                                    Duration.ofDays(90),
                                    new RewardApproval(
                                            RewardApproval.By.CALLBACK,
                                            "https://shop.example/approve",
                                            RewardApproval.Fallback.REFUSE)),
                            Duration.ZERO)),
            Terms.Audience.NEW_CUSTOMERS,
            new Terms.Exclusivity("sales", 1),
            new FraudTerms(
                    60,
                    150,
                    List.of(new FraudTerms.Weight(FraudSignal.DATA_CENTRE, 40)),
                    new FraudTerms.Pace(Duration.ofHours(2), 20, 50, 3, 30, Duration.ofSeconds(3)),
                    List.of("acme"),
                    List.of("coupons.example"),
                    Duration.ofDays(7),
                    FraudTerms.AfterTerm.REFUSE),
            new Budget(new Terms.Money(1_000_000, "EUR"), Budget.WhenExhausted.DEGRADE));

    private Examples() {}

    /** The example in its envelope, as a client of the edge or one of our services would have sent it. */
    static Event<?> event(EventType type) {
        var data = of(type);
        var arrived = NOON.plusMillis(250);
        if (data instanceof EventData.Fact)
            return new Event<>("demo", "s-1", "api", NOON, arrived, BODY_HASH, TRACE_ID, data);
        return Event.stated("demo", type.wireName() + "/1", "/grapevine", NOON, TRACE_ID, data);
    }

    static EventData of(EventType type) {
        return switch (type) {
            case CLICK_RECORDED ->
                new ClickRecorded(
                        "clk_01970000-0000-7000-8000-000000000002",
                        ClickRecorded.Origin.REDIRECT,
                        "lnk_01970000-0000-7000-8000-000000000003",
                        "ADA-LOVES-IT",
                        "visitor-1",
                        TrafficLabel.HUMAN,
                        "2026.11",
                        "https://shop.example/welcome",
                        "https://social.example/",
                        "Mozilla/5.0",
                        Map.of("utm_source", "whatsapp"),
                        CONTEXT,
                        ClickRecorded.Interaction.SOFT_CLICK,
                        new RequestSigns("HEAD", "prefetch", "no-cors", "image"));
            case SHARE_RECORDED ->
                new ShareRecorded("par_1", "ADA-LOVES-IT", "whatsapp", "visitor-9", "A", PERSONAL, CONTEXT);
            case SIGNUP_RECORDED ->
                new SignUpRecorded("bob", "visitor-1", EVIDENCE, "ab12", "de-DE", PERSONAL, CONTEXT, "cd34");
            case PURCHASE_RECORDED ->
                new PurchaseRecorded(
                        "o-1",
                        "bob",
                        "visitor-1",
                        5_000,
                        "EUR",
                        EVIDENCE,
                        ITEMS,
                        798L,
                        500L,
                        250L,
                        "ab12",
                        "fp-1",
                        PERSONAL,
                        CONTEXT,
                        "cd34");
            case REFUND_RECORDED -> new RefundRecorded("f-1", "o-1", 2_000, "EUR", ITEMS, "broken", CONTEXT);
            case DISPUTE_RECORDED -> new DisputeRecorded("d-1", "o-1", DisputeRecorded.State.OPENED, 5_000L, CONTEXT);
            case IDENTIFY_RECORDED -> new IdentifyRecorded("visitor-1", "bob", "ab12", PERSONAL, CONTEXT, "cd34");
            case ALIAS_RECORDED -> new AliasRecorded("bob-of-old", "bob", CONTEXT);
            case EVENT_REJECTED ->
                new EventRejected(
                        "evt_1",
                        "p-1",
                        "purchase",
                        "required",
                        List.of(new EventRejected.FieldProblem("/data/currency", "required", "Say the ISO 4217 code.")),
                        PERSONAL);
            case CONVERSION_DECIDED -> decided();
            case REPLAY_DECIDED -> new ReplayDecided("rpl_1", 3, decided());
            case REPLAY_COMPLETED ->
                new ReplayCompleted("rpl_1", "spring", NOON, NOON, List.of(new ReplayCompleted.Restated(1, TERMS)), 1);
            case REWARD_CHANGED ->
                new RewardChanged(
                        "rew_1",
                        2,
                        "spring",
                        1,
                        "commission",
                        "cnv_1",
                        1,
                        "o-1",
                        "bob",
                        new RewardChanged.Beneficiary(Terms.Role.ADVOCATE, 1, "par_1", "ada"),
                        RewardKind.CASH,
                        500L,
                        "EUR",
                        "COUPON-1",
                        RewardChanged.Status.RELEASED,
                        "refunded",
                        NOON,
                        NOON,
                        new RewardThing("Red Cross", "rc", 1),
                        NOON,
                        7L,
                        new RewardChanged.Before(RewardChanged.Status.HELD, "fraud_signals", 500L, "EUR", NOON));
            case TENANT_PUBLISHED ->
                new TenantPublished("demo", "Demo", List.of("go.shop.example"), "https://shop.example/");
            case API_KEY_PUBLISHED ->
                new ApiKeyPublished(
                        "9f86d081",
                        "gv_pk_ab",
                        ApiKeyPublished.Kind.PUBLISHABLE,
                        List.of("ingest"),
                        List.of("https://shop.example"),
                        NOON,
                        "ann");
            case PROGRAM_PUBLISHED -> new ProgramPublished("prg_1", "spring", 1, NOON, TERMS);
            case PARTICIPANT_PUBLISHED ->
                new ParticipantPublished("par_1", "spring", "ada", "ADA-LOVES-IT", "cd34", "en", PERSONAL);
            case LINK_PUBLISHED ->
                new LinkPublished(
                        "lnk_01970000-0000-7000-8000-000000000003",
                        "spring",
                        "ADA-LOVES-IT",
                        "par_1",
                        "ada",
                        "https://shop.example/welcome",
                        NOON);
            case PERSONAL_KEY_WRAPPED ->
                new PersonalKeyWrapped("bob", "01970000-0000-7000-8000-000000000001", 1, "d3JhcHBlZA==");
            case NOTIFICATION_DELIVERED -> new NotificationDelivered("ntf_1", "whk_1", "webhook", "delivered", 1, NOON);
            case INVITATION_REQUESTED ->
                new InvitationRequested(
                        "inv_1",
                        "spring",
                        "par_1",
                        "c0ffee",
                        InvitationRequested.Ground.ASKED,
                        "de",
                        NOON,
                        NOON.plusSeconds(432_000));
            case ALERT_RAISED -> new AlertRaised("alr_1", "demo", "outbox_stuck", "The outbox has waited for 60 s.");
        };
    }

    private static ConversionDecided decided() {
        return new ConversionDecided(
                "cnv_1",
                1,
                "spring",
                1,
                ConversionDecided.Kind.PURCHASE,
                "p-1",
                "api",
                "bob",
                "visitor-1",
                "o-1",
                NOON,
                5_000,
                "EUR",
                2_000,
                DisputeRecorded.State.WON,
                ConversionDecided.Outcome.ATTRIBUTED,
                ConversionDecided.Reason.NO_TOUCH,
                new ConversionDecided.Advocate("par_1", "ada", "ADA-LOVES-IT"),
                List.of(new ConversionDecided.Credit("par_1", "ada", 1.0, 3_000)),
                List.of(new ConversionDecided.Upline(2, "par_2", "eve", 1.0)),
                new Explanation(
                        "touch",
                        AttributionTerms.Model.LAST_TOUCH,
                        Duration.ofDays(30),
                        AttributionTerms.Edge.EXCLUSIVE,
                        "s-1",
                        NOON,
                        List.of(new Explanation.Candidate(
                                "clk_1",
                                "click",
                                "ADA-LOVES-IT",
                                "ada",
                                NOON,
                                false,
                                ConversionDecided.Reason.EARLIER_TOUCH,
                                0.0,
                                "email",
                                "par_1",
                                false,
                                7L,
                                1L,
                                Consent.PENDING)),
                        new Explanation.Sharing(
                                new AttributionTerms.PositionWeights(
                                        new BigDecimal("0.4"), new BigDecimal("0.2"), new BigDecimal("0.4")),
                                Duration.ofDays(7),
                                NOON,
                                NOON,
                                NOON),
                        new Explanation.Basis(
                                NOON,
                                NOON,
                                Terms.Audience.NEW_CUSTOMERS,
                                AttributionTerms.Binding.LIFETIME,
                                Duration.ofDays(90),
                                AttributionTerms.Edge.EXCLUSIVE,
                                PRIORITY,
                                AttributionTerms.TieBreak.BY_MODEL,
                                TERMS.eligibility(),
                                "DE",
                                NOON,
                                new Explanation.Known(ConversionDecided.Kind.PURCHASE, NOON, "p-0", true),
                                Duration.ofDays(7),
                                Duration.ofMillis(250),
                                "s-1",
                                "partners",
                                "bob-of-old",
                                Explanation.PersonBy.EMAIL,
                                Consent.GRANTED,
                                "i-1"),
                        new Explanation.Contest(
                                "sales",
                                List.of(new Explanation.Contender("partners", 3, 1, true, "code", NOON, true))),
                        new Explanation.Manual(
                                Explanation.Manual.Action.ATTRIBUTED,
                                "gv_sk_ab",
                                NOON,
                                "The customer wrote in.",
                                "par_1",
                                "ada",
                                new Explanation.Manual.Before(
                                        1,
                                        ConversionDecided.Outcome.UNATTRIBUTED,
                                        ConversionDecided.Reason.NO_TOUCH,
                                        new ConversionDecided.Advocate("par_2", "eve", "EVE"))),
                        new Explanation.Lineage(2, List.of(new Explanation.Bound("ada", "eve", "par_2", NOON, "s-0"))),
                        new Screening(
                                List.of(new Screening.Signal(
                                        FraudSignal.SELF_REFERRAL_DEVICE, 50, true, Map.of("sharedWith", "ada"))),
                                50,
                                120,
                                Duration.ofDays(14),
                                FraudTerms.AfterTerm.ACCEPT,
                                Screening.Verdict.REVIEW,
                                new Screening.Word(Screening.Word.Said.APPEAL, NOON, "ada", "We share a tablet."),
                                new Screening.Word(Screening.Word.Said.ACCEPT, NOON, "gv_sk_ab", "A family."))),
                "partners",
                "rpl_1",
                new ConversionDetails(
                        798L,
                        500L,
                        250L,
                        "vip",
                        List.of(new ConversionDetails.Line("sku-1", "kitchen", 2L, 2_500L, 1_250L))));
    }
}
