package io.grapevine.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.notification.moment.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProviderTest {

    @Test
    void aFormIsEscapedAndSaysWhoAsks() {
        var provider = new Provider.Form("https://sms.example", "AC1", "secret", "+40721000000", "", null);
        var call = provider.call(
                Channel.SMS, Notices.news("Up & down = 100 %\n", null), "+40721234567", null, Map::toString);
        assertThat(call.url()).hasToString("https://sms.example/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(call.headers())
                .containsEntry("authorization", "Basic QUMxOnNlY3JldA==")
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(call.body())
                .startsWith("To=%2B40721234567&From=%2B40721000000&Body=")
                .contains("Up+%26+down+%3D+100+%25")
                .doesNotContain("StatusCallback");
        assertThat(provider.dropsRepetitions()).isFalse();
    }

    @Test
    void aPrefixStandsBeforeBothNumbersAndAMessagingServiceHasNone() {
        var chat = new Provider.Form("https://sms.example", "AC1", "secret", "+1", "whatsapp:", "auth-token");
        assertThat(chat.call(Channel.CHAT, Notices.news("News", null), "+2", "https://a.example/s", Map::toString)
                        .body())
                .contains("To=whatsapp%3A%2B2&From=whatsapp%3A%2B1&")
                .endsWith("&StatusCallback=https%3A%2F%2Fa.example%2Fs");
        var service = new Provider.Form("https://sms.example", "AC1", "secret", "MG1", "", null);
        assertThat(service.call(Channel.SMS, Notices.news("News", null), "+2", null, Map::toString)
                        .body())
                .startsWith("To=%2B2&MessagingServiceSid=MG1&");
    }

    @Test
    void aDocumentCarriesTheKeyThatARepetitionIsKnownBy() {
        var provider = new Provider.Json("https://gateway.example/send", "secret", null);
        var call = provider.call(
                Channel.CHAT,
                Notices.news("News", null),
                "ada",
                "https://a.example/r",
                texts -> new TreeMap<>(texts).toString());
        assertThat(call.url()).hasToString("https://gateway.example/send");
        assertThat(call.headers())
                .containsEntry("idempotency-key", "ntf_1")
                .containsEntry("authorization", "Bearer secret");
        assertThat(call.body())
                .startsWith("{channel=chat, id=ntf_1, lang=en, moment=news, reportTo=https://a.example/r, text=")
                .endsWith(", to=ada}");
        assertThat(provider.dropsRepetitions()).isTrue();
    }

    @Test
    void onlyWhoSharesASecretIsBelieved() {
        var callback = new Callback("https://a.example/", Map.of("x-twilio-signature", ""), new byte[0], Instant.EPOCH);
        for (var provider : List.of(
                new Provider.Form("https://sms.example", "AC1", "secret", "+1", "", null),
                new Provider.Json("https://g.example", "secret", null))) {
            assertThat(provider.reports()).isFalse();
            assertThat(provider.isFrom(callback)).isFalse();
        }
        for (var provider : List.of(
                new Provider.Form("https://sms.example", "AC1", "secret", "+1", "", "auth-token"),
                new Provider.Json("https://g.example", "secret", SigningSecret.of(new byte[24])))) {
            assertThat(provider.reports()).isTrue();
            assertThat(provider.isFrom(callback)).isFalse();
        }
    }

    @Test
    void anAnswerMaySayThatNothingWillEverArrive() {
        var form = new Provider.Form("https://sms.example", "AC1", "secret", "+1", "", null);
        var json = new Provider.Json("https://g.example", "secret", null);
        for (var code : List.of("21610", "21211", "21614"))
            assertThat(form.isGone(new ProviderReply.Answered(400, null, "{}"), body -> Map.of("code", code)))
                    .isTrue();
        assertThat(form.isGone(new ProviderReply.Answered(400, null, "{}"), body -> Map.of("code", "21602")))
                .isFalse();
        assertThat(form.isGone(new ProviderReply.Answered(400, null, "?"), body -> Map.of()))
                .isFalse();
        assertThat(form.isGone(new ProviderReply.Answered(500, null, "{}"), body -> Map.of("code", "21610")))
                .isFalse();
        assertThat(json.isGone(new ProviderReply.Answered(410, null, ""), body -> Map.of()))
                .isTrue();
        assertThat(json.isGone(new ProviderReply.Answered(404, null, ""), body -> Map.of()))
                .isFalse();
    }

    @Test
    void callbacksAreReadInTheProvidersOwnWay() {
        var form = new Provider.Form("https://sms.example", "AC1", "secret", "+1", "whatsapp:", "auth-token");
        var json = new Provider.Json("https://g.example", "secret", SigningSecret.of(new byte[24]));
        assertThat(form.report(saying("MessageStatus=delivered"), body -> Map.of()))
                .isEqualTo(new TextReport.Arrived());
        assertThat(form.reply(saying("From=whatsapp%3A%2B4072&Body=STOP"), body -> Map.of()))
                .isEqualTo(new TextReply.Stop("+4072"));
        assertThat(form.report(saying("%"), body -> Map.of())).isEqualTo(new TextReport.Nothing());
        assertThat(form.reply(saying("%"), body -> Map.of())).isEqualTo(new TextReply.Other());
        assertThat(json.report(saying("{}"), body -> Map.of("status", "delivered")))
                .isEqualTo(new TextReport.Arrived());
        assertThat(json.reply(saying("{}"), body -> Map.of("from", "ada", "text", "STOP")))
                .isEqualTo(new TextReply.Stop("ada"));
    }

    private static Callback saying(String body) {
        return new Callback("https://a.example/", Map.of(), body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    @Test
    void whatIsPromotionalSaysHowToLeaveHoweverLongItIs() {
        var text = TextMessage.of(Notices.news("x".repeat(150), "https://v.example/unsubscribe/" + "t".repeat(300)));
        assertThat(text).endsWith(": https://v.example/unsubscribe/" + "t".repeat(300));
        assertThat(TextMessage.of(Notices.news("News", null))).doesNotContain("http");
    }

    @Test
    void aTextIsCutBetweenCharactersNeverWithinOne() {
        for (var before = 140; before <= 150; before++) {
            var text = TextMessage.of(Notices.news("x".repeat(before) + "😀".repeat(60), null));
            assertThat(text.length()).isLessThanOrEqualTo(TextMessage.LONGEST);
            assertThat(text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff))
                    .isTrue();
        }
    }

    @Test
    void nothingThatIsSecretIsPrinted() {
        assertThat(new Provider.Form("https://sms.example", "AC1", "secret", "+1", "", null))
                .hasToString("Form[https://sms.example]");
        assertThat(new Provider.Json("https://g.example", "secret", null)).hasToString("Json[https://g.example]");
        assertThat(new Provider.Json("https://g.example/x", "secret", null)
                        .call(Channel.CHAT, Notices.news("News", null), "ada", null, Map::toString))
                .hasToString("ProviderCall[g.example]");
    }
}
