package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.Item;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SealedPersonal;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest extends EventReading {

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
    void whoRefusesIsCountedWithoutAPerson() {
        // When
        var click = (ClickRecorded) accepted(
                        "click",
                        data("referralCode", "CARLA", "visitorId", "v1", "deviceKey", "d1", "consent", "denied"))
                .fact();
        var signUp = (SignUpRecorded) accepted(
                        "signup",
                        data(
                                "customerId",
                                "c1",
                                "visitorId",
                                "v1",
                                "email",
                                "a@b.example",
                                "name",
                                "Ana",
                                "consent",
                                "denied"))
                .fact();
        var guest = (PurchaseRecorded) accepted(
                        "purchase",
                        data(
                                "orderId",
                                "o1",
                                "visitorId",
                                "v1",
                                "amount",
                                100,
                                "currency",
                                "EUR",
                                "email",
                                "a@b.example",
                                "paymentFingerprint",
                                "fp",
                                "consent",
                                "denied"))
                .fact();
        // Then
        assertThat(click.visitorId()).isNull();
        assertThat(click.context().deviceKey()).isNull();
        assertThat(click.context().consent()).isEqualTo(Consent.DENIED);
        assertThat(signUp.customerId()).isEqualTo("c1");
        assertThat(signUp.visitorId()).isNull();
        assertThat(signUp.emailHash()).isNull();
        assertThat(guest.visitorId()).isEqualTo("v1");
        assertThat(guest.amountMinor()).isEqualTo(100);
        assertThat(guest.emailHash()).isNull();
        assertThat(guest.paymentFingerprint()).isNull();
        assertThat(sealed).isEmpty();
    }

    @Test
    void anAliasNamesBothIdsOfOnePerson() {
        assertThat(accepted("alias", data("previousId", "anon-1", "customerId", "c1"))
                        .fact())
                .isEqualTo(new AliasRecorded("anon-1", "c1", Context.NONE));
    }

    @Test
    void anAddressAlsoTravelsAsTheFormItComesDownToWhereThatIsAnother() {
        // When
        var tagged = (SignUpRecorded) accepted("signup", data("customerId", "c1", "email", "D.ave+x@GMail.com"))
                .fact();
        var plain = (IdentifyRecorded)
                accepted("identify", data("customerId", "c1", "visitorId", "v1", "email", "Dave@gmail.com"))
                        .fact();
        // Then
        assertThat(tagged.emailHash()).isEqualTo("hash of D.ave+x@GMail.com");
        assertThat(tagged.emailFormHash()).isEqualTo("hash of dave@gmail.com");
        assertThat(plain.emailFormHash()).isNull();
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
    void aTouchThatIsNoClickSaysWhatItIs() {
        assertThat(interaction("impression")).isEqualTo(ClickRecorded.Interaction.IMPRESSION);
        assertThat(interaction("soft_click")).isEqualTo(ClickRecorded.Interaction.SOFT_CLICK);
        assertThat(interaction("click")).isNull();
        assertThat(problems("click", data("referralCode", "CARLA", "interaction", "hover")))
                .containsExactly("/data/interaction unknown_word");
        assertThat(problems("click", data("clickId", "good", "interaction", "impression")))
                .containsExactly("/data/interaction contradiction");
        assertThat(accepted("click", data("clickId", "good", "interaction", "click"))
                        .fact())
                .isNotNull();
    }

    private ClickRecorded.Interaction interaction(String word) {
        return ((ClickRecorded) accepted("click", data("referralCode", "CARLA", "interaction", word))
                        .fact())
                .interaction();
    }

    @Test
    void aForgedClickIdIsIgnoredBesideACodeAndNothingAlone() {
        var click = (ClickRecorded) accepted("click", data("clickId", "bad", "referralCode", "CARLA"))
                .fact();
        assertThat(click.origin()).isEqualTo(ClickRecorded.Origin.HOST);
        assertThat(problems("click", data("clickId", "bad"))).containsExactly("/data/clickId click_id_refused");
    }

    @Test
    void aCodeIsEvidenceWithoutAClickId() {
        var signUp = (SignUpRecorded)
                accepted("signup", data("customerId", "c1", "referralCode", "CARLA", "couponCodes", List.of("TEN")))
                        .fact();
        assertThat(signUp.evidence()).isEqualTo(new Evidence(null, null, "CARLA", List.of("TEN")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZ", "za", "Aa", "zZ"})
    void countriesAreTwoLettersOfAnyCase(String country) {
        var signUp = (SignUpRecorded)
                accepted("signup", data("customerId", "c1", "country", country)).fact();
        assertThat(signUp.context().country()).isEqualTo(country.toUpperCase(Locale.ROOT));
    }

    @Test
    void anAmountThatWasNotGivenIsNotZero() {
        var purchase = (PurchaseRecorded)
                accepted("purchase", data("orderId", "o", "customerId", "c", "amount", 1, "currency", "EUR"))
                        .fact();
        assertThat(purchase.taxMinor()).isNull();
        assertThat(purchase.paymentFingerprint()).isNull();
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
    void aRefundMaySayWhatCameBack() {
        // Given
        var items = List.of(Map.of("sku", "S", "quantity", 1, "price", 6450), Map.of("sku", "T"));
        // When
        var refund = (RefundRecorded) accepted(
                        "refund",
                        data("refundId", "r", "orderId", "o", "amount", 6450, "currency", "EUR", "items", items))
                .fact();
        // Then
        assertThat(refund.items())
                .containsExactly(new Item("S", null, null, 1L, 6450L), new Item("T", null, null, null, null));
    }

    @Test
    void withoutATimeAnEventHappensWhenItComes() {
        var accepted = (Accepted) read(new Submission(
                null, text("e"), null, text("signup"), null, json(data("customerId", "c")), "api", 9, null));
        assertThat(accepted.time()).isEqualTo(NOW);
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
}
