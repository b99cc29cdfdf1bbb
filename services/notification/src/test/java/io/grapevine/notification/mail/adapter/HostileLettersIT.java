package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.notification.bounce.ReturnPath;
import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Telling;
import io.grapevine.notification.template.Telling.Audience;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Every moment in every language, with hostile text in every field that somebody else writes. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class HostileLettersIT {

    // Opening tags, as a browser would see them: what the frame writes is counted, what a person wrote must add none.
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z!/?][^>]*>");
    private static final String NOTICE = "ntf_01997f3e-90ab-7cde-8f01-23456789abcd";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> HEADERS = List.of(
            "MIME-Version",
            "Message-ID",
            "Date",
            "Subject",
            "From",
            "To",
            "Auto-Submitted",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Content-Type");
    /** So many mails of each moment and language go over the wire: with them each of the strings does, once at least. */
    private static final int ON_THE_WIRE = 6;

    @Inject
    Vertx vertx;

    @Inject
    Mails mails;

    @Inject
    MailServer server;

    @Inject
    Bank bank;

    @Test
    void noFieldBecomesMarkupOrAHeaderInAnyMomentAndLanguage() throws Exception {
        for (var language : bank.languages())
            for (var moment : Moment.values()) {
                var plain = mail(moment, language, "word");
                var tags = tags(plain);
                for (var hostile : HostileStrings.all()) {
                    var message = mail(moment, language, hostile);
                    assertThat(message.getSubject()).doesNotContainPattern("\\p{Cntrl}");
                    // An emptied field may take a paragraph with it, and a text with blank lines may have more of them;
                    // no other tag comes or goes.
                    assertThat(tags(message).keySet())
                            .as("%s in %s with %s", moment, language, hostile)
                            .isSubsetOf(tags.keySet());
                    var mime = StrictMime.of(StrictMime.asSent(message));
                    assertThat(mime.headers()).containsExactlyInAnyOrderElementsOf(HEADERS);
                    assertThat(mime.types()).containsExactly("text/plain", "text/html");
                }
            }
    }

    @Test
    void whatReachesTheServerIsValidMimeWithTheHeadersThatWeWrite() throws Exception {
        var strings = HostileStrings.all();
        var next = 0;
        for (var language : bank.languages())
            for (var moment : Moment.values())
                for (var mail = 0; mail < ON_THE_WIRE; mail++) {
                    var hostile = strings.get(next % strings.size());
                    var recipient = "hostile-" + next++ + "@shop.example";
                    var answer = sent(mail(moment, language, hostile, recipient));
                    assertThat(answer)
                            .as("%s in %s with %s", moment, language, hostile)
                            .isEqualTo(new CarrierAnswer.Taken());
                    var received = StubMailServer.mailsTo(recipient);
                    assertThat(received)
                            .singleElement()
                            .satisfies(mailed -> assertThat(ReturnPath.in(mailed.sender(), "bounce@mail.example"))
                                    .as(mailed.sender())
                                    .hasValueSatisfying(
                                            path -> assertThat(path.noticeId()).isEqualTo(NOTICE)));
                    var mime = StrictMime.of(received.getFirst().source().getBytes(StandardCharsets.UTF_8));
                    assertThat(mime.headers())
                            .as("%s in %s with %s", moment, language, hostile)
                            .containsAll(HEADERS)
                            .hasSize(HEADERS.size() + 2)
                            .contains("DKIM-Signature", "Received");
                    assertThat(mime.types()).containsExactly("text/plain", "text/html");
                }
        assertThat(next).isGreaterThanOrEqualTo(strings.size());
    }

    /** On an event loop, as the courier sends: from another thread the client may miss the server's greeting. */
    private CarrierAnswer sent(MailMessage mail) throws Exception {
        var answer = new CompletableFuture<CarrierAnswer>();
        vertx.getOrCreateContext()
                .runOnContext(
                        turn -> server.take(mail).subscribe().with(answer::complete, answer::completeExceptionally));
        return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** How often each tag of the HTML part stands there, attributes and all. */
    private static Map<String, Long> tags(MailMessage message) {
        return TAG.matcher(message.getHtml())
                .results()
                .collect(Collectors.groupingBy(found -> found.group(), Collectors.counting()));
    }

    private MailMessage mail(Moment moment, String language, String hostile) {
        return mail(moment, language, hostile, "ada@shop.example");
    }

    private MailMessage mail(Moment moment, String language, String hostile, String recipient) {
        var details = new Details(
                RewardKind.GIFT, 5L, "EUR", hostile, hostile, 2, hostile, Instant.EPOCH, 2, 3, hostile, hostile, null);
        var telling = new Telling(
                moment,
                details,
                Audience.INVITEE,
                Locale.forLanguageTag(language),
                ZoneOffset.UTC,
                hostile,
                Accent.USUAL,
                hostile,
                hostile,
                "https://shop.example/r/x",
                "https://shop.example/unsubscribe/y");
        var letter = Composition.of(bank, telling);
        return mails.write(
                new Notice("t", NOTICE, moment, "inv_1", Map.of(), false, letter), new EmailAddress(recipient));
    }
}
