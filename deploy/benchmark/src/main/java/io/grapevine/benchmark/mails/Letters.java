package io.grapevine.benchmark.mails;

import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Letter;
import io.grapevine.notification.template.Samples;
import io.grapevine.notification.template.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes to one reader after the other, each time about the next moment, and after all of them in the next language. */
public final class Letters {

    private final Bank bank;
    private final List<Telling> tellings = new ArrayList<>();
    private int next;

    public Letters(Bank bank) {
        this.bank = bank;
        for (var language : bank.languages())
            for (var moment : Moment.values())
                tellings.add(Samples.of(moment, Locale.forLanguageTag(language), "Meadow & Sons", Accent.USUAL));
    }

    /** @param name the reader's */
    public Letter to(String name) {
        var telling = tellings.get(next);
        next = (next + 1) % tellings.size();
        return Composition.of(
                bank,
                new Telling(
                        telling.moment(),
                        telling.details(),
                        telling.audience(),
                        telling.locale(),
                        telling.zone(),
                        telling.program(),
                        telling.accent(),
                        name,
                        telling.inviter(),
                        telling.share(),
                        telling.leave()));
    }

    /** Names of which no two are the same. */
    public static List<String> readers(int number) {
        return IntStream.range(0, number).mapToObj(index -> "Ada" + index).toList();
    }
}
