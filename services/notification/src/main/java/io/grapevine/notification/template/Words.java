package io.grapevine.notification.template;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import io.grapevine.notification.moment.Moment;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bank of one language: ICU message patterns by key.
 *
 * @param patterns {@code <moment>.subject|headline|figure|body|action|brief} and the words all moments share
 */
public record Words(Locale language, Map<String, String> patterns) {

    public Words {
        patterns = Map.copyOf(patterns);
    }

    /** The bank's own sentences about a moment. */
    public Wording wording(Moment moment) {
        var prefix = moment.wireName() + ".";
        return new Wording(
                pattern(prefix + "subject"),
                pattern(prefix + "headline"),
                patterns.get(prefix + "figure"),
                pattern(prefix + "body"),
                patterns.get(prefix + "action"),
                pattern(prefix + "brief"));
    }

    /** Whether the bank has a word of its own for something. */
    boolean knows(String key) {
        return patterns.containsKey(key);
    }

    /** @param locale of figures and plurals: the reader's own, of this language or, where we have no words in his, of any */
    String say(String key, Locale locale, Map<String, Object> arguments) {
        return format(pattern(key), locale, arguments);
    }

    static String format(String pattern, Locale locale, Map<String, Object> arguments) {
        return new MessageFormat(pattern, ULocale.forLocale(locale)).format(arguments);
    }

    private String pattern(String key) {
        @Nullable String pattern = patterns.get(key);
        if (pattern == null) throw new IllegalStateException("no words for " + key + " in " + language);
        return pattern;
    }
}
