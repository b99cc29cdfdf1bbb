package io.grapevine.notification.mail.adapter;

import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Frame;
import io.grapevine.notification.template.Letter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sets a letter as a mail: text and HTML beside each other, headers that no user text reaches but the subject. */
@ApplicationScoped
class Mails implements Frame {

    private final String from;

    Mails(@ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.from = from;
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance letterText(Letter letter);

        static native TemplateInstance letterHtml(Letter letter, String accent, String onAccent);
    }

    MailMessage write(Notice notice, EmailAddress to) {
        var letter = notice.letter();
        return new MailMessage()
                .setFrom(from)
                .setTo(to.value())
                .setSubject(letter.subject())
                .setText(text(letter))
                .setHtml(html(letter))
                // The same over all attempts: a reader's mailbox can tell a repetition.
                .setHeaders(headers(notice));
    }

    @Override
    public String text(Letter letter) {
        return Templates.letterText(letter).render();
    }

    @Override
    public String html(Letter letter) {
        var accent = letter.accent();
        return Templates.letterHtml(letter, accent.value(), accent.readable()).render();
    }

    private static MultiMap headers(Notice notice) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<" + notice.noticeId() + "@grapevine>")
                .add("Auto-Submitted", "auto-generated");
        var leave = notice.letter().leave();
        return leave == null
                ? headers
                : headers.add("List-Unsubscribe", "<" + leave.url() + ">")
                        .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
