package io.grapevine.local.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The pages as HTML. Everything that came by mail is escaped; a mail's own HTML is shown only in a sandboxed frame. */
final class MailPages {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;

    MailPages(ZoneId zone) {
        this.zone = zone;
    }

    String list(List<CaughtMail> mails, long caught) {
        var body = new StringBuilder(
                        "<h1>Mail</h1>\n<p class=\"quiet\">What this local run has sent: caught here, delivered to nobody. ")
                .append("Reload to look again. For programs: <code>Accept: application/json</code>.</p>\n");
        if (mails.isEmpty())
            return page(
                    "Mail",
                    body.append(
                                    "<p class=\"empty\">Nothing yet. An advocate who gave an e-mail address gets one when a reward is"
                                            + " released; <code>make demo</code> makes that happen.</p>")
                            .toString());
        if (caught > mails.size())
            body.append("<p class=\"quiet\">The latest %,d of %,d.</p>\n".formatted(mails.size(), caught));
        body.append(
                "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Subject</th><th scope=\"col\">To</th><th scope=\"col\">Caught</th></tr></thead>\n<tbody>\n");
        for (var mail : mails)
            body.append(
                    "<tr><th scope=\"row\"><a href=\"/mail/%d\">%s</a></th><td>%s</td><td><time>%s</time></td></tr>\n"
                            .formatted(mail.id(), escaped(subject(mail)), escaped(mail.recipient()), at(mail)));
        return page("Mail", body.append("</tbody>\n</table></div>").toString());
    }

    String one(CaughtMail mail) {
        var body = new StringBuilder(
                        "<p><a href=\"/mail\">All mail</a></p>\n<h1>%s</h1>\n".formatted(escaped(subject(mail))))
                .append("<p class=\"quiet\">To %s, caught %s</p>\n".formatted(escaped(mail.recipient()), at(mail)));
        if (mail.html() != null)
            body.append(
                    "<section><h2>HTML</h2>\n<iframe sandbox title=\"The mail as HTML\" src=\"/mail/%d/html\"></iframe></section>\n"
                            .formatted(mail.id()));
        if (mail.text() != null)
            body.append(
                    "<section><h2>Text</h2>\n<pre tabindex=\"0\">%s</pre></section>\n".formatted(escaped(mail.text())));
        body.append("<section><h2>Headers</h2>\n<dl>\n");
        for (var header : mail.headers())
            body.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escaped(header.name()), escaped(header.value())));
        body.append("</dl>\n<p><a href=\"/mail/%d/source\">Source</a>, as it came</p></section>".formatted(mail.id()));
        return page(subject(mail), body.toString());
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s - Grapevine</title>
                <link rel="icon" type="image/svg+xml" href="/assets/grapevine.svg">
                <link rel="stylesheet" href="/mail/mail.css">
                </head>
                <body>
                <header><a href="/"><img src="/assets/grapevine.svg" alt="" width="32" height="32"><span>Grapevine</span></a></header>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), body);
    }

    private String at(CaughtMail mail) {
        return SHOWN.format(mail.caughtAt().atZone(zone));
    }

    private static String subject(CaughtMail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
