package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.events.PurchaseRecorded;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventProblemsTest extends EventReading {

    @Test
    void aClickNamesACodeOrAClickId() {
        assertThat(problems("click", data("visitorId", "v1"))).containsExactly("/data/referralCode required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "ABC", "4B", "@A", "[A", "`a", "{a", "ÄÖ"})
    void whatIsNoCountryIsRefused(String country) {
        assertThat(problems("signup", data("customerId", "c1", "country", country)))
                .containsExactly("/data/country invalid_country");
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
                        "/data/items/1/quantity negative_quantity",
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

    @ParameterizedTest
    @ValueSource(strings = {"purchase", "refund"})
    void everythingAboutALineIsLookedAt(String type) {
        // Given
        var items = List.of(
                Map.of("sku", "", "name", 1, "category", "\u0007", "quantity", new BigDecimal("0.5"), "price", -1),
                Map.of("quantity", "2", "price", "12.50"),
                Map.of("price", new BigDecimal("12.50")),
                Map.of("quantity", 0, "price", 0));
        var data = data("orderId", "o", "customerId", "c", "amount", 1, "currency", "EUR", "items", items);
        if (type.equals("refund")) data.put("refundId", "f");
        // When
        var problems = problems(type, data);
        // Then
        assertThat(problems)
                .containsExactly(
                        "/data/items/0/sku invalid_text",
                        "/data/items/0/name wrong_type",
                        "/data/items/0/category invalid_text",
                        "/data/items/0/quantity invalid_quantity",
                        "/data/items/0/price negative_amount",
                        "/data/items/1/quantity wrong_type",
                        "/data/items/1/price wrong_type",
                        "/data/items/2/price invalid_amount");
    }

    @Test
    void aDayAheadIsTakenAndAMillisecondMoreIsNot() {
        assertThat(read(submission("e1", "signup", "2026-03-02T12:00:00Z", data("customerId", "c"))))
                .isInstanceOf(Accepted.class);
        assertThat(problems(submission("e1", "signup", "2026-03-02T12:00:00.001Z", data("customerId", "c"))))
                .containsExactly("/time time_in_future");
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
}
