package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.mail.Letter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the address and renders the letter; the clear text lives no longer than the attempt. */
@ApplicationScoped
class Letters {

    private static final Logger LOG = Logger.getLogger(Letters.class);
    private static final String EMAIL = "email";
    private static final String NAME = "name";

    private final PersonalData personalData;
    private final String from;

    Letters(PersonalData personalData, @ConfigProperty(name = "quarkus.mailer.from") String from) {
        this.personalData = personalData;
        this.from = from;
    }

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance releasedText(Letter letter);

        static native TemplateInstance releasedHtml(Letter letter);
    }

    /** Empty if there is no address that can be read. */
    Optional<MailMessage> write(ClaimedMailRow mail) {
        if (!mail.canBeOpened()) return Optional.empty();
        var fields = opened(mail);
        return EmailAddress.parse(fields.getOrDefault(EMAIL, ""))
                .map(address -> write(mail, address, fields.get(NAME)));
    }

    private MailMessage write(ClaimedMailRow mail, EmailAddress to, @Nullable String name) {
        var letter = Letter.about(mail.worth, mail.program, mail.rewardId, name);
        return new MailMessage()
                .setFrom(from)
                .setTo(to.value())
                .setSubject(letter.subject())
                .setText(Templates.releasedText(letter).render())
                .setHtml(Templates.releasedHtml(letter).render())
                // The same over all attempts: a reader's mailbox can tell a repetition.
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("Message-ID", "<" + mail.mailId + "@grapevine>")
                        .add("Auto-Submitted", "auto-generated"));
    }

    private Map<String, String> opened(ClaimedMailRow mail) {
        try {
            return personalData.open(mail.tenantId, mail.sealed(), mail.key());
        } catch (IllegalArgumentException e) {
            LOG.warnf("the address of %s does not open with its key", mail.participantId);
            return Map.of();
        }
    }
}
