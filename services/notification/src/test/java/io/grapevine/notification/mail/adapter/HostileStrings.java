package io.grapevine.notification.mail.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What somebody may write into a name, a title or a text who wants it to be something else. */
final class HostileStrings {

    private static final int HOSTILE_STRINGS = 500;
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

    private HostileStrings() {}

    /** The seeds, and seeds put together at random until there are enough. */
    static List<String> all() {
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
