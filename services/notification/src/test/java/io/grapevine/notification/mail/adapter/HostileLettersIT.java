package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.notification.mail.EmailAddress;
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
import io.vertx.ext.mail.MailMessage;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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

    private static final int HOSTILE_STRINGS = 500;
    // Opening tags, as a browser would see them: what the frame writes is counted, what a person wrote must add none.
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z!/?][^>]*>");
    private static final List<String> SEEDS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'><svg/onload=alert(1)>",
            "</td></table><h1>mine</h1>",
            "<!--",
            "-->",
            "]]>",
            "<![CDATA[",
            "a\r\nBcc: all@shop.example",
            "a\nSubject: other",
            "a\r\n\r\n<html>",
            "a\rTo: b@c.d",
            "a\u2028Bcc: x@y.z",
            "a\u0085Bcc: x@y.z",
            "=?UTF-8?Q?=0D=0ABcc:_x@y.z?=",
            "=0D=0ABcc: x",
            "{name}",
            "{letter.subject}",
            "{#for x in letter}",
            "{/if}",
            "{{{",
            "}}}",
            "${7*7}",
            "#{7*7}",
            "{inject:vertx}",
            "{cdi:x}",
            "{0}",
            "{count, plural, other{#}}",
            "'{'",
            "''",
            "'",
            "javascript:alert(1)",
            "&lt;script&gt;",
            "&#60;script&#62;",
            "%3Cscript%3E",
            "\u0000\u0001\u001b[31m",
            "\u202Egnp.exe",
            "\uFEFF",
            "\uD800",
            "\uDFFF\uD800",
            "--boundary",
            "------=_Part_0",
            "Content-Type: text/html",
            ".\r\n",
            "..",
            "\r\n.\r\nMAIL FROM:<x@y.z>",
            "<a href=\"https://evil.example\">here</a>",
            "style=\"x\" onmouseover=\"y\"",
            "x".repeat(10_000),
            "👩‍👧‍👦".repeat(400),
            "مرحبا",
            "日本語",
            "",
            " ");

    @Inject
    Mails mails;

    @Inject
    Bank bank;

    @Test
    void noFieldBecomesMarkupOrAHeaderInAnyMomentAndLanguage() throws Exception {
        for (var language : bank.languages())
            for (var moment : Moment.values()) {
                var plain = mail(moment, language, "word");
                var tags = tags(plain);
                for (var hostile : hostileStrings()) {
                    var message = mail(moment, language, hostile);
                    assertThat(message.getSubject()).doesNotContainPattern("\\p{Cntrl}");
                    // An emptied field may take a paragraph with it, and a text with blank lines may have more of them;
                    // no other tag comes or goes.
                    assertThat(tags(message).keySet())
                            .as("%s in %s with %s", moment, language, hostile)
                            .isSubsetOf(tags.keySet());
                }
            }
    }

    /** How often each tag of the HTML part stands there, attributes and all. */
    private static Map<String, Long> tags(MailMessage message) {
        return TAG.matcher(message.getHtml())
                .results()
                .collect(Collectors.groupingBy(found -> found.group(), Collectors.counting()));
    }

    private MailMessage mail(Moment moment, String language, String hostile) {
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
                new Notice("t", "ntf_1", moment, "inv_1", Map.of(), false, letter),
                new EmailAddress("ada@shop.example"));
    }

    /** The seeds, and seeds put together at random until there are enough. */
    private static List<String> hostileStrings() {
        var random = new Random(7);
        var strings = new ArrayList<>(SEEDS);
        while (strings.size() < HOSTILE_STRINGS)
            strings.add(any(random) + any(random).toUpperCase(Locale.ROOT) + any(random));
        return strings;
    }

    private static String any(Random random) {
        var seed = SEEDS.get(random.nextInt(SEEDS.size()));
        return seed.length() > 200 ? seed.substring(0, 200) : seed;
    }
}
