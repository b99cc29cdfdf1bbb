package io.grapevine.notification.feed.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.preference.Preferences;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Telling;
import io.grapevine.notification.template.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says an entry in its reader's language when it is read: no name, so nothing personal is opened for it. */
@ApplicationScoped
class SayEntry {

    private static final TypeReference<Map<String, @Nullable Wording>> WORDINGS = new TypeReference<>() {};

    private final Bank bank;

    SayEntry(Bank bank) {
        this.bank = bank;
    }

    FeedResponse of(FeedRow row) {
        var moment = moment(row);
        var details = read(row.details, Details.class);
        var telling = new Telling(
                moment,
                details,
                Telling.Audience.of(row.readerId),
                Bank.locale(row.locale),
                wish(row.preferences).place(),
                row.program,
                Accent.USUAL,
                null,
                null,
                null,
                null);
        var letter = Composition.of(bank, wording(row, telling), telling);
        return new FeedResponse(
                row.noticeId,
                row.place().text(),
                row.moment,
                row.programKey,
                row.subject,
                letter.headline(),
                letter.brief(),
                details,
                row.happenedAt,
                row.dueAt,
                row.readAt);
    }

    static Moment moment(FeedRow row) {
        return Moment.named(row.moment).orElseThrow();
    }

    static Preferences wish(@Nullable String body) {
        return body == null ? Preferences.USUAL : read(body, Preferences.class);
    }

    private Wording wording(FeedRow row, Telling telling) {
        var words = bank.in(telling.locale());
        var own = row.wordings == null
                ? null
                : wordings(row.wordings).get(words.language().getLanguage());
        return Objects.requireNonNullElseGet(own, () -> words.wording(telling.moment()));
    }

    private static Map<String, @Nullable Wording> wordings(String json) {
        try {
            return EventJson.mapper().readValue(json, WORDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept words cannot be read", e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
