package io.grapevine.notification.template;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Ready words in every language we write; whoever reads none of them reads English. */
public record Bank(Map<String, Words> byLanguage) {

    static final String FALLBACK = "en";
    private static final List<String> READY = List.of("en", "de", "es", "ro", "ru");

    public Bank {
        byLanguage = Map.copyOf(byLanguage);
        if (!byLanguage.containsKey(FALLBACK)) throw new IllegalArgumentException("the bank must have " + FALLBACK);
    }

    /** The words this service ships: one file of ICU patterns a language. */
    public static Bank ready() {
        var byLanguage = new HashMap<String, Words>();
        for (var language : READY)
            byLanguage.put(language, new Words(Locale.forLanguageTag(language), patterns(language)));
        return new Bank(byLanguage);
    }

    private static Map<String, String> patterns(String language) {
        var patterns = new Properties();
        try (var resource = Bank.class.getResourceAsStream("/words/" + language + ".properties")) {
            if (resource == null) throw new IllegalStateException("no words in " + language);
            patterns.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("words in " + language + " cannot be read", e);
        }
        var texts = new HashMap<String, String>();
        for (var key : patterns.stringPropertyNames()) texts.put(key, patterns.getProperty(key));
        return texts;
    }

    /** {@code de-AT} and {@code de} read German, {@code xx} reads English. */
    public Words in(Locale locale) {
        @Nullable Words words = byLanguage.get(locale.getLanguage());
        return words == null ? Objects.requireNonNull(byLanguage.get(FALLBACK)) : words;
    }

    public Set<String> languages() {
        return new TreeSet<>(byLanguage.keySet());
    }

    /** How a record of the log writes a locale; absent or unreadable ones are the fallback's. */
    public static Locale locale(@Nullable String tag) {
        var locale = tag == null ? Locale.ROOT : Locale.forLanguageTag(tag);
        return locale.getLanguage().isEmpty() ? Locale.forLanguageTag(FALLBACK) : locale;
    }
}
