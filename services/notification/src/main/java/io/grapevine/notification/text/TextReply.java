package io.grapevine.notification.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What somebody wrote back to the number that our texts come from. Nobody reads it but for these two words. */
public sealed interface TextReply {

    /** Wants no more of it. */
    record Stop(String address) implements TextReply {
        @Override
        public String toString() {
            return "Stop[…]";
        }
    }

    /** May be told again, by whoever is asked to. */
    record Start(String address) implements TextReply {
        @Override
        public String toString() {
            return "Start[…]";
        }
    }

    /** Anything else. */
    record Other() implements TextReply {}

    /** What carriers know, and the same in the languages that we write. */
    Set<String> STOP = Set.of(
            "STOP",
            "STOPALL",
            "STOP ALL",
            "UNSUBSCRIBE",
            "CANCEL",
            "END",
            "QUIT",
            "REVOKE",
            "OPTOUT",
            "STOPP",
            "ABMELDEN",
            "ALTO",
            "BAJA",
            "PARAR",
            "DEZABONARE",
            "СТОП",
            "ОТПИСАТЬСЯ");

    Set<String> START = Set.of("START", "UNSTOP", "СТАРТ");

    /** @param prefix before the number, which addresses have not */
    static TextReply ofForm(Map<String, String> fields, String prefix) {
        // What Twilio understood weighs more than what we read: it refuses the number from then on.
        var understood = fields.getOrDefault("OptOutType", "");
        return of(
                Provider.without(prefix, fields.getOrDefault("From", "")),
                understood.isEmpty() ? fields.getOrDefault("Body", "") : understood);
    }

    static TextReply ofDocument(Map<String, String> fields) {
        return of(fields.getOrDefault("from", ""), fields.getOrDefault("text", ""));
    }

    private static TextReply of(String address, String text) {
        var word = text.strip().replaceAll("[.!]+$", "").toUpperCase(Locale.ROOT);
        if (address.isEmpty()) return new Other();
        if (STOP.contains(word)) return new Stop(address);
        return START.contains(word) ? new Start(address) : new Other();
    }
}
