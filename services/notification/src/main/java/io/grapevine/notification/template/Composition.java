package io.grapevine.notification.template;

import io.grapevine.notification.template.Letter.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a letter: the program's own wording or the bank's, filled with what happened. */
public final class Composition {

    private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t]*\\n\\s*");

    private Composition() {}

    /** In the bank's own sentences. */
    public static Letter of(Bank bank, Telling telling) {
        return of(bank, bank.in(telling.locale()).wording(telling.moment()), telling);
    }

    /** @param wording what the program says instead of the bank's own sentences */
    public static Letter of(Bank bank, Wording wording, Telling telling) {
        var words = bank.in(telling.locale());
        var arguments = Arguments.of(telling, words);
        return new Letter(
                telling.locale(),
                Plain.line(telling.program()),
                telling.accent(),
                line(wording.subject(), telling, arguments),
                line(words.patterns().getOrDefault("greeting", ""), telling, arguments),
                line(wording.headline(), telling, arguments),
                wording.figure() == null ? null : line(wording.figure(), telling, arguments),
                paragraphs(wording.body(), telling, arguments),
                link(wording.action(), telling.share(), telling, arguments),
                words.say("why." + telling.audience().name().toLowerCase(Locale.ROOT), telling.locale(), arguments),
                link(words.patterns().get("leave"), telling.leave(), telling, arguments),
                line(wording.brief(), telling, arguments));
    }

    private static List<String> paragraphs(String pattern, Telling telling, Map<String, Object> arguments) {
        var text = Plain.text(Words.format(pattern, telling.locale(), arguments));
        return Arrays.stream(BLANK_LINES.split(text))
                .filter(part -> !part.isBlank())
                .toList();
    }

    private static @Nullable Link link(
            @Nullable String label, @Nullable String url, Telling telling, Map<String, Object> arguments) {
        return label == null || url == null ? null : new Link(line(label, telling, arguments), url);
    }

    private static String line(String pattern, Telling telling, Map<String, Object> arguments) {
        return Plain.line(Words.format(pattern, telling.locale(), arguments));
    }
}
