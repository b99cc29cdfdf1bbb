package io.grapevine.notification.text;

import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Telling;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices as couriers hand them over. */
final class Notices {

    private static final Bank BANK = Bank.ready();

    private Notices() {}

    static Notice news(String title, @Nullable String leave) {
        var telling = new Telling(
                Moment.NEWS,
                Details.news(title, "All of it."),
                Telling.Audience.ADVOCATE,
                Locale.ENGLISH,
                ZoneOffset.UTC,
                "Demo",
                Accent.USUAL,
                null,
                null,
                null,
                leave);
        return new Notice("t1", "ntf_1", Moment.NEWS, "par_ada", Map.of(), false, Composition.of(BANK, telling));
    }
}
