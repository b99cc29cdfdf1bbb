package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.notification.bounce.ReturnPath;
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
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sets a letter as a mail: text and HTML beside each other, headers that no user text reaches but the subject and the sender's name. */
@ApplicationScoped
class Mails implements Frame {

    private final EmailAddress from;
    private final Optional<String> bounces;
    private final PersonalData personalData;

    Mails(
            @ConfigProperty(name = "quarkus.mailer.from") String from,
            @ConfigProperty(name = "grapevine.bounces.address") Optional<String> bounces,
            PersonalData personalData) {
        this.from = EmailAddress.parse(from.replaceAll("(?s).*<([^<>]*)>.*", "$1"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "quarkus.mailer.from must be one mailbox, such as Shop <mail@shop.example>"));
        this.bounces = bounces;
        this.personalData = personalData;
        bounces.filter(address -> !ReturnPath.isMailbox(address)).ifPresent(address -> {
            throw new IllegalArgumentException(
                    "grapevine.bounces.address must be name@domain in lower case, the name of at most "
                            + ReturnPath.LONGEST_NAME + " characters, was " + address);
        });
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
        var mail = new MailMessage()
                .setFrom(Sender.mailbox(name == null ? letter.program() : name, from))
                .setTo(to.value())
                .setSubject(letter.subject())
                .setText(text(letter))
                .setHtml(html(letter))
                // The same over all attempts: a reader's mailbox can tell a repetition.
                .setHeaders(headers(notice));
        returnPath(notice, to).ifPresent(mail::setBounceAddress);
        return mail;
    }

    /** What comes back of this mail names tenant, notice and recipient. */
    private Optional<String> returnPath(Notice notice, EmailAddress to) {
        return bounces.flatMap(mailbox -> {
            var hash = personalData.emailHash(notice.tenantId(), to.value());
            var mac = personalData.linkMac(notice.tenantId(), ReturnPath.text(notice.noticeId(), hash));
            return ReturnPath.of(mailbox, notice.noticeId(), mac);
        });
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
