package io.grapevine.notification.mail.adapter;

import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.mail.Sender;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Frame;
import io.grapevine.notification.template.Letter;
import io.grapevine.notification.template.Palette;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sets a letter as a mail: text and HTML beside each other, headers that no user text reaches but the subject and the sender's name. */
@ApplicationScoped
class Mails implements Frame {

    private final EmailAddress from;

    Mails(@ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.from = EmailAddress.parse(from.replaceAll("(?s).*<([^<>]*)>.*", "$1"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "quarkus.mailer.from must be one mailbox, such as Shop <mail@shop.example>"));
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance letterText(Letter letter);

        static native TemplateInstance letterHtml(Letter letter, Palette palette);
    }

    MailMessage write(Notice notice, EmailAddress to) {
        var letter = notice.letter();
        var name = notice.sender().name();
        return new MailMessage()
                .setFrom(Sender.mailbox(name == null ? letter.program() : name, from))
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
        return Templates.letterHtml(letter, Palette.of(letter.accent())).render();
    }

    private static MultiMap headers(Notice notice) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<" + notice.noticeId() + "@grapevine>")
                .add("Auto-Submitted", "auto-generated");
        var replyTo = notice.sender().replyTo();
        if (replyTo != null) headers.add("Reply-To", replyTo.value());
        var leave = notice.letter().leave();
        return leave == null
                ? headers
                : headers.add("List-Unsubscribe", "<" + leave.url() + ">")
                        .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
