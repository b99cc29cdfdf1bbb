package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.ClickReference;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.EventRejected.FieldProblem;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.Item;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SealedPersonal;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ClickReference CLICK = new ClickReference("clk_1", "lnk_1", NOW);

    private final List<Personal> sealed = new ArrayList<>();
    private final EventReader reader = new EventReader(new Safeguard(
            NOW,
            token -> token.equals("good")
                    ? new Verification.Valid(CLICK)
                    : new Verification.Refused(Verification.Reason.FORGED),
            personal -> {
                sealed.add(personal);
                return new Safeguard.Sealed(
                        new SealedPersonal("key", "cipher"),
                        new PersonalKeyWrapped(personal.person(), "key", 1, "wrapped"));
            },
            email -> "hash of " + email,
            userAgent -> userAgent.contains("bot") ? TrafficLabel.BOT : TrafficLabel.HUMAN,
            "v1"));

    @Test
    void aPurchaseIsReadWhole() {
        // Given
        var data = data(
                "orderId",
                "o:1",
                "customerId",
                "c1",
                "visitorId",
                "v1",
                "amount",
                12900,
                "currency",
                "EUR",
                "clickId",
                "good",
                "referralCode",
                "CARLA",
                "couponCodes",
                List.of("TEN", "FREE"),
                "tax",
                100,
                "shipping",
                0,
                "discount",
                5,
                "email",
                "a@b.example",
                "paymentFingerprint",
                "fp",
                "items",
                List.of(Map.of("sku", "S", "name", "Shoe", "category", "Shoes", "quantity", 2, "price", 6450)),
                "programKey",
                "spring",
                "consent",
                "granted",
                "country",
                "de",
                "deviceKey",
                "d",
                "segment",
                "vip",
                "unknown",
                true);
        // When
        var accepted = accepted("purchase", data);
        // Then
        var purchase = (PurchaseRecorded) accepted.fact();
        assertThat(purchase.orderId()).isEqualTo("o:1");
        assertThat(purchase.amountMinor()).isEqualTo(12900);
        assertThat(purchase.currency()).isEqualTo("EUR");
        assertThat(purchase.evidence().click()).isEqualTo(CLICK);
        assertThat(purchase.evidence().referralCode()).isEqualTo("CARLA");
        assertThat(purchase.evidence().couponCodes()).containsExactly("TEN", "FREE");
        assertThat(purchase.items()).containsExactly(new Item("S", "Shoe", "Shoes", 2L, 6450L));
        assertThat(purchase.taxMinor()).isEqualTo(100);
        assertThat(purchase.shippingMinor()).isZero();
        assertThat(purchase.discountMinor()).isEqualTo(5);
        assertThat(purchase.emailHash()).isEqualTo("hash of a@b.example");
        assertThat(purchase.paymentFingerprint()).isEqualTo("fp");
        assertThat(purchase.context()).isEqualTo(new Context("spring", Consent.GRANTED, "DE", "d", "vip"));
        assertThat(purchase.personal()).isEqualTo(new SealedPersonal("key", "cipher"));
        assertThat(accepted.key()).isNotNull();
        assertThat(sealed).containsExactly(new Personal("c1", Map.of("email", "a@b.example")));
        assertThat(accepted.bodyHash()).hasSize(64);
    }

    @Test
    void aSignUpKeepsItsNameAndAddressSealedAndAnyCode() {
        var signUp = (SignUpRecorded) accepted(
                        "signup",
                        data(
                                "customerId",
                                "c1",
                                "email",
                                "A@b",
                                "name",
                                "Ana",
                                "locale",
                                "es",
                                "referralCode",
                                "no such code!",
                                "clickId",
                                "bad"))
                .fact();
        assertThat(signUp.evidence().referralCode()).isEqualTo("no such code!");
        assertThat(signUp.evidence().click()).isNull();
        assertThat(signUp.evidence().clickRefusal()).isEqualTo("forged");
        assertThat(signUp.locale()).isEqualTo("es");
        assertThat(sealed).containsExactly(new Personal("c1", Map.of("email", "A@b", "name", "Ana")));
    }

    @Test
    void aSignUpWithoutPersonalFieldsHasNothingToSeal() {
        var accepted = accepted("signup", data("customerId", "c1"));
        assertThat(accepted.key()).isNull();
        assertThat(sealed).isEmpty();
        assertThat(((SignUpRecorded) accepted.fact()).emailHash()).isNull();
    }

    @Test
    void aShareNamesItsParticipantOrItsCode() {
        var byId = (ShareRecorded) accepted("share", data("participantId", "u1", "channel", "mail", "variant", "B"))
                .fact();
        var byCode =
                (ShareRecorded) accepted("share", data("referralCode", "CARLA", "channel", "x", "message", "Hi\nyou"))
                        .fact();
        assertThat(byId.subject()).isEqualTo("u1");
        assertThat(byId.variant()).isEqualTo("B");
        assertThat(byCode.subject()).isEqualTo("CARLA");
        assertThat(sealed).containsExactly(new Personal("CARLA", Map.of("message", "Hi\nyou")));
        assertThat(problems("share", data("channel", "x"))).containsExactly("/data/participantId required");
    }

    @Test
    void aClickOfAHostIsATouchOfItsOwn() {
        var click = (ClickRecorded) accepted(
                        "click",
                        data(
                                "referralCode",
                                "CARLA",
                                "visitorId",
                                "v1",
                                "url",
                                "https://x/?utm_source=a",
                                "referrer",
                                "https://y",
                                "userAgent",
                                "a bot",
                                "ip",
                                "10.0.0.1"))
                .fact();
        assertThat(click.touchId()).isEqualTo("e1");
        assertThat(click.origin()).isEqualTo(ClickRecorded.Origin.HOST);
        assertThat(click.label()).isEqualTo(TrafficLabel.BOT);
        assertThat(click.parameters()).containsEntry("utm_source", "a");
        assertThat(click.toString()).doesNotContain("10.0.0.1");
    }

    @Test
    void aClickThatNamesAClickIdIsTheSameTouch() {
        var click = (ClickRecorded)
                accepted("click", data("clickId", "good", "visitorId", "v1")).fact();
        assertThat(click.touchId()).isEqualTo("clk_1");
        assertThat(click.origin()).isEqualTo(ClickRecorded.Origin.LANDING);
        assertThat(click.linkId()).isEqualTo("lnk_1");
        assertThat(click.label()).isEqualTo(TrafficLabel.HUMAN);
    }

    @Test
    void aForgedClickIdIsIgnoredBesideACodeAndNothingAlone() {
        var click = (ClickRecorded) accepted("click", data("clickId", "bad", "referralCode", "CARLA"))
                .fact();
        assertThat(click.origin()).isEqualTo(ClickRecorded.Origin.HOST);
        assertThat(problems("click", data("clickId", "bad"))).containsExactly("/data/clickId click_id_refused");
    }

    @Test
    void anIdentifyJoinsVisitorAndCustomer() {
        var identify = (IdentifyRecorded)
                accepted("identify", data("visitorId", "v", "customerId", "c", "traits", Map.of("phone", "1")))
                        .fact();
        assertThat(identify.subject()).isEqualTo("c");
        assertThat(sealed).containsExactly(new Personal("c", Map.of("traits", "{\"phone\":\"1\"}")));
        assertThat(problems("identify", data()))
                .containsExactly("/data/visitorId required", "/data/customerId required");
    }

    @Test
    void refundsAndDisputesNameTheirOrder() {
        var refund = (RefundRecorded) accepted(
                        "refund",
                        data("refundId", "r", "orderId", "o", "amount", 0, "currency", "JPY", "reason", "late"))
                .fact();
        var dispute = (DisputeRecorded)
                accepted("dispute", data("disputeId", "d", "orderId", "o", "state", "won", "amount", 7))
                        .fact();
        assertThat(refund.amountMinor()).isZero();
        assertThat(refund.reason()).isEqualTo("late");
        assertThat(dispute.state()).isEqualTo(DisputeRecorded.State.WON);
        assertThat(dispute.amountMinor()).isEqualTo(7);
        assertThat(problems("dispute", data("disputeId", "d", "orderId", "o", "state", "maybe")))
                .containsExactly("/data/state unknown_word");
        assertThat(problems("dispute", data("disputeId", "d", "orderId", "o"))).containsExactly("/data/state required");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        var wrong = data(
                "orderId",
                7,
                "amount",
                -1,
                "currency",
                "EURO",
                "tax",
                "one",
                "couponCodes",
                List.of("ok", 3),
                "items",
                List.of("x", Map.of("quantity", -2)),
                "country",
                "Germany",
                "email",
                1,
                "discount",
                new BigDecimal("1.5"));
        assertThat(problems("purchase", wrong))
                .containsExactlyInAnyOrder(
                        "/data/orderId wrong_type",
                        "/data/customerId required",
                        "/data/amount negative_amount",
                        "/data/currency unknown_currency",
                        "/data/couponCodes/1 wrong_type",
                        "/data/items/0 wrong_type",
                        "/data/items/1/quantity negative_amount",
                        "/data/tax wrong_type",
                        "/data/discount invalid_amount",
                        "/data/email wrong_type",
                        "/data/country invalid_country");
        assertThat(sealed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XXX,currency_without_minor_unit",
        "XAU,currency_without_minor_unit",
        "ZZZ,unknown_currency",
        "eur,unknown_currency"
    })
    void onlyCurrenciesWithAMinorUnitAreMoney(String currency, String code) {
        assertThat(problems("purchase", data("orderId", "o", "customerId", "c", "amount", 1, "currency", currency)))
                .containsExactly("/data/currency " + code);
    }

    @Test
    void amountsReachToTheEndOf64Bits() {
        var most = data("orderId", "o", "customerId", "c", "amount", Long.MAX_VALUE, "currency", "EUR");
        var more = data(
                "orderId", "o", "customerId", "c", "amount", new BigDecimal("9223372036854775808"), "currency", "EUR");
        assertThat(((PurchaseRecorded) accepted("purchase", most).fact()).amountMinor())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(problems("purchase", more)).containsExactly("/data/amount invalid_amount");
        assertThat(problems("purchase", data("orderId", "o", "customerId", "c")))
                .containsExactly("/data/amount required", "/data/currency required");
    }

    @Test
    void aDayAheadIsTakenAndAMillisecondMoreIsNot() {
        assertThat(read(submission("e1", "signup", "2026-03-02T12:00:00Z", data("customerId", "c"))))
                .isInstanceOf(Accepted.class);
        assertThat(problems(submission("e1", "signup", "2026-03-02T12:00:00.001Z", data("customerId", "c"))))
                .containsExactly("/time time_in_future");
    }

    @Test
    void withoutATimeAnEventHappensWhenItComes() {
        var accepted = (Accepted) read(new Submission(
                null, text("e"), null, text("signup"), null, json(data("customerId", "c")), "api", 9, null));
        assertThat(accepted.time()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00,missing_offset",
        "2026-03-01T12:00:00.5,missing_offset",
        "2026-03-01,invalid_time",
        "yesterday,invalid_time",
        "2026-02-30T12:00:00Z,invalid_time"
    })
    void timesWithoutOffsetOrSenseAreRefused(String time, String code) {
        assertThat(problems(submission("e1", "signup", time, data("customerId", "c"))))
                .containsExactly("/time " + code);
    }

    @Test
    void aTimeMustBeAText() {
        var submission = new Submission(
                null,
                text("e"),
                null,
                text("signup"),
                new Json.Whole(1),
                json(data("customerId", "c")),
                "api",
                9,
                null);
        assertThat(problems(submission)).containsExactly("/time wrong_type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void idsHaveOneTo255Characters(int length) {
        assertThat(read(submission("😀".repeat(length), "signup", null, data("customerId", "c"))))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u200B", "\uD800", "a\u2028", "\uE000", "\u0378"})
    void idsArePrintable(String id) {
        assertThat(problems(submission(id, "signup", null, data("customerId", "c"))))
                .containsExactly("/id invalid_text");
        assertThat(submission(id, "signup", null, data()).claimedId()).isNull();
    }

    @Test
    void anIdOf256CharactersIsTooLong() {
        assertThat(problems(submission("x".repeat(256), "signup", null, data("customerId", "c"))))
                .containsExactly("/id invalid_text");
        assertThat(problems(submission("😀".repeat(256), "signup", null, data("customerId", "c"))))
                .containsExactly("/id invalid_text");
    }

    @Test
    void typeAndDataAreRequired() {
        assertThat(problems(new Submission(null, null, null, null, null, null, "api", 2, null)))
                .containsExactly("/id required", "/type required", "/data required");
        assertThat(problems(new Submission(null, text("e"), null, text("wave"), null, text("x"), "api", 2, null)))
                .containsExactly("/type unknown_type", "/data wrong_type");
        assertThat(problems(new Submission(
                        null, text("e"), null, text("signup"), null, new Json.Nothing(), "api", 2, null)))
                .containsExactly("/data required");
    }

    @Test
    void aCloudEventHasVersionAndSource() {
        var data = json(data("customerId", "c"));
        assertThat(read(new Submission(
                        text("1.0"), text("e"), text("shop"), text("signup"), null, data, null, 9, null)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.source()).isEqualTo("shop"));
        assertThat(problems(new Submission(text("0.3"), text("e"), null, text("signup"), null, data, null, 9, null)))
                .containsExactly("/source required", "/specversion unsupported_specversion");
        assertThat(problems(new Submission(
                        new Json.Nothing(), text("e"), text("/redirect"), text("signup"), null, data, null, 9, null)))
                .containsExactly("/source reserved_source", "/specversion unsupported_specversion");
    }

    @Test
    void sizeAndShapeAreJudgedFirst() {
        assertThat(problems(new Submission(null, text("e"), null, text("signup"), null, null, "api", 32769, null)))
                .containsExactly(" event_too_large");
        assertThat(read(new Submission(
                        null,
                        text("e"),
                        null,
                        text("signup"),
                        null,
                        json(data("customerId", "c")),
                        "api",
                        32768,
                        null)))
                .isInstanceOf(Accepted.class);
        assertThat(problems(Submission.unreadable("no object", 3))).containsExactly(" malformed");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rejected(List.of()));
    }

    @Test
    void codesFollowTheirGrammar() {
        assertThat(problems("click", data("referralCode", "ab"))).containsExactly("/data/referralCode invalid_code");
        assertThat(problems("click", data("referralCode", "a".repeat(65))))
                .containsExactly("/data/referralCode invalid_code");
        assertThat(read(submission("e", "click", null, data("referralCode", "a_-"))))
                .isInstanceOf(Accepted.class);
        assertThat(problems(
                        "purchase",
                        data(
                                "orderId",
                                "o",
                                "customerId",
                                "c",
                                "amount",
                                1,
                                "currency",
                                "EUR",
                                "items",
                                "x",
                                "couponCodes",
                                1)))
                .containsExactly("/data/couponCodes wrong_type", "/data/items wrong_type");
    }

    @Test
    void textsThatDatabasesRefuseAreCleaned() {
        var click = (ClickRecorded) accepted(
                        "click",
                        data(
                                "referralCode",
                                "CARLA",
                                "url",
                                "a\u0000b\uD800c",
                                "referrer",
                                "\u0001",
                                "userAgent",
                                "x".repeat(600)))
                .fact();
        assertThat(click.url()).isEqualTo("abc");
        assertThat(click.referrer()).isNull();
        assertThat(click.userAgent()).hasSize(510);
    }

    @Test
    void theBodyHashKnowsNoOrderOfMembers() {
        var one = accepted("signup", data("customerId", "c", "visitorId", "v"));
        var same = accepted("signup", data("visitorId", "v", "customerId", "c"));
        var other = accepted("signup", data("visitorId", "w", "customerId", "c"));
        assertThat(one.bodyHash()).isEqualTo(same.bodyHash()).isNotEqualTo(other.bodyHash());
        assertThat(Sameness.of(null, "a")).isEqualTo(Sameness.NEW);
        assertThat(Sameness.of("a", "a")).isEqualTo(Sameness.DUPLICATE);
        assertThat(Sameness.of("b", "a")).isEqualTo(Sameness.CONFLICT);
    }

    @Test
    void canonicalJsonIsOneTextPerValue() {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("b", List.of(true, new BigDecimal("1.50"), new BigDecimal("1e999999999")));
        value.put("a\"\\\n\uD800", null);
        assertThat(CanonicalJson.write(json(value)))
                .isEqualTo("{\"a\\\"\\\\\\u000a\\ud800\":null,\"b\":[true,1.5,1E+999999999]}");
    }

    private Accepted accepted(String type, Map<String, @Nullable Object> data) {
        var reading = read(submission("e1", type, "2026-03-01T12:00:00Z", data));
        assertThat(reading).isInstanceOf(Accepted.class);
        return (Accepted) reading;
    }

    private List<String> problems(String type, Map<String, @Nullable Object> data) {
        return problems(submission("e1", type, "2026-03-01T12:00:00Z", data));
    }

    private List<String> problems(Submission submission) {
        return switch (read(submission)) {
            case Accepted accepted -> List.of();
            case Rejected rejected -> {
                assertThat(rejected.code())
                        .isEqualTo(rejected.problems().getFirst().code());
                yield rejected.problems().stream().map(EventReaderTest::word).toList();
            }
        };
    }

    private static String word(FieldProblem problem) {
        return problem.pointer() + " " + problem.code();
    }

    private Reading read(Submission submission) {
        return reader.read(submission);
    }

    private static Submission submission(
            String id, String type, @Nullable String time, Map<String, @Nullable Object> data) {
        return new Submission(
                null, text(id), null, text(type), time == null ? null : text(time), json(data), "api", 100, null);
    }

    private static Map<String, @Nullable Object> data(Object... namesAndValues) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) data.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return data;
    }

    private static Json text(String text) {
        return new Json.Text(text);
    }

    private static Json json(@Nullable Object value) {
        return switch (value) {
            case null -> new Json.Nothing();
            case String text -> new Json.Text(text);
            case Integer number -> new Json.Whole(number);
            case Long number -> new Json.Whole(number);
            case BigDecimal number -> new Json.Decimal(number);
            case Boolean truth -> new Json.Truth(truth);
            case List<?> list ->
                new Json.Elements(list.stream().map(EventReaderTest::json).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Json>();
                map.forEach((name, member) -> members.put((String) name, json(member)));
                yield new Json.Members(members);
            }
            default -> throw new IllegalArgumentException(Arrays.toString(new Object[] {value}));
        };
    }
}
