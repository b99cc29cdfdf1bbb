package io.grapevine.notification.moment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.events.EventJson;
import io.grapevine.notification.mail.Sender;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.moment.Stream;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Telling;
import io.grapevine.notification.template.Telling.Audience;
import io.grapevine.notification.template.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the reader's fields and writes the letter; the clear text lives no longer than the attempt. */
@ApplicationScoped
class OpenNotice {

    private static final Logger LOG = Logger.getLogger(OpenNotice.class);
    private static final TypeReference<Map<String, @Nullable Wording>> WORDINGS = new TypeReference<>() {};
    private static final String NAME = "name";
    private static final String INVITER = "inviter";
    private static final String NOTE = "note";

    private final PersonalData personalData;
    private final Bank bank;
    private final Addresses addresses;

    OpenNotice(PersonalData personalData, Bank bank, Addresses addresses) {
        this.personalData = personalData;
        this.bank = bank;
        this.addresses = addresses;
    }

    Notice handle(ClaimedNoticeRow row, ZoneId zone) {
        var personal = opened(row);
        var moment = Moment.named(row.moment).orElseThrow();
        var telling = new Telling(
                moment,
                personal.containsKey(NOTE) ? details(row).saying(personal.get(NOTE)) : details(row),
                Audience.of(row.readerId),
                Bank.locale(row.locale),
                zone,
                row.program,
                row.accent == null ? Accent.USUAL : new Accent(row.accent),
                personal.get(NAME),
                personal.get(INVITER),
                row.referralCode == null ? null : addresses.share(row.host, row.referralCode),
                moment.stream() == Stream.PROMOTIONAL
                        ? addresses.leave(row.tenantId, row.readerId, row.channel)
                        : null);
        return new Notice(
                row.tenantId,
                row.noticeId,
                moment,
                row.readerId,
                personal,
                row.addressMayCome(),
                Composition.of(bank, wording(row, telling), telling),
                new Sender(
                        row.sender,
                        row.replyTo == null ? null : Sender.replyTo(row.replyTo).orElse(null)));
    }

    private Map<String, String> opened(ClaimedNoticeRow row) {
        if (!row.canBeOpened()) return Map.of();
        try {
            return personalData.open(row.tenantId, row.sealed(), row.key());
        } catch (IllegalArgumentException e) {
            LOG.warnf("the fields of %s do not open with their key", row.readerId);
            return Map.of();
        }
    }

    /** What the program says in the language the reader gets; the bank's words where it says nothing. */
    private Wording wording(ClaimedNoticeRow row, Telling telling) {
        var words = bank.in(telling.locale());
        var own = row.wordings == null
                ? null
                : wordings(row.wordings).get(words.language().getLanguage());
        return own == null ? words.wording(telling.moment()) : own;
    }

    private static Map<String, @Nullable Wording> wordings(String json) {
        try {
            return EventJson.mapper().readValue(json, WORDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept words cannot be read", e);
        }
    }

    private static Details details(ClaimedNoticeRow row) {
        try {
            return EventJson.mapper().readValue(row.details, Details.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of " + row.noticeId + " cannot be read", e);
        }
    }
}
