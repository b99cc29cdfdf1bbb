package io.grapevine.notification.template;

import com.ibm.icu.text.MessageFormat;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a program's own words. A pattern is refused unless it can be said: its arguments are ours, it parses, and what it says of the
 * sample is no longer than a letter.
 */
public final class WordingForm {

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_BODY = 10_000;
    private static final String FIX = "write a message such as: You have earned {worth}. Arguments: "
            + String.join(", ", new java.util.TreeSet<>(Arguments.NAMES));

    private WordingForm() {}

    /** The words, and the version that the writer had before the eyes. */
    public record Written(Wording wording, int version) {}

    public static Reading<Written> read(@Nullable Object body) {
        return Form.read(body, WordingForm::fill);
    }

    /** Words to look at, of no version. */
    public static Reading<Wording> readDraft(@Nullable Object body) {
        return Form.read(body, WordingForm::draft);
    }

    private static @Nullable Written fill(Form form) {
        form.requires("version", "the version you change; 0 where the words are still the bank's");
        var version = form.whole("version", 0, Integer.MAX_VALUE);
        var wording = draft(form);
        return version == null || wording == null ? null : new Written(wording, version.intValue());
    }

    static @Nullable Wording draft(Form form) {
        for (var name : Set.of("subject", "headline", "body", "brief")) form.requires(name, FIX);
        var subject = pattern(form, "subject", LONGEST_LINE);
        var headline = pattern(form, "headline", LONGEST_LINE);
        var figure = pattern(form, "figure", LONGEST_LINE);
        var text = pattern(form, "body", LONGEST_BODY);
        var action = pattern(form, "action", LONGEST_LINE);
        var brief = pattern(form, "brief", LONGEST_LINE);
        form.refuseRest(Set.of());
        return subject == null || headline == null || text == null || brief == null
                ? null
                : new Wording(subject, headline, figure, text, action, brief);
    }

    private static @Nullable String pattern(Form form, String name, int longest) {
        return form.read(
                name, text -> text.length() <= longest && isSayable(text) ? Optional.of(text) : Optional.empty(), FIX);
    }

    static boolean isSayable(String pattern) {
        try {
            var message = new MessageFormat(pattern);
            if (!Arguments.NAMES.containsAll(Arguments.namedIn(pattern))) return false;
            for (var sample : Samples.arguments())
                if (message.format(sample).length() > Plain.LONGEST_TEXT) return false;
            return !pattern.isBlank();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
