package io.grapevine.notification.text;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider says became of a text that it took. */
public sealed interface TextReport {

    /** The telephone has it. */
    record Arrived() implements TextReport {}

    /**
     * It will not arrive.
     *
     * @param error a word for operators
     * @param nobodyAt the address, if nothing will ever arrive there; null if it is this text's fate alone
     */
    record Lost(String error, @Nullable String nobodyAt) implements TextReport {

        @Override
        public String toString() {
            return "Lost[" + error + "]";
        }
    }

    /** On its way, or a word that we do not know. */
    record Nothing() implements TextReport {}

    /** Twilio's final words; the others are steps on the way. */
    Set<String> ARRIVED = Set.of("delivered", "read");

    Set<String> LOST = Set.of("undelivered", "failed");

    /** Nobody there, no telephone that gets texts, no number. What passes (out of reach, filtered, no credit) is not among them. */
    Set<String> NOBODY = Set.of("30005", "30006", "21211", "21614");

    /** What Twilio answers to whoever writes to a number that stopped. */
    String STOPPED = "21610";

    Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,40}");

    /** @param prefix before the number, which addresses have not */
    static TextReport ofForm(Map<String, String> fields, String prefix) {
        var status = fields.getOrDefault("MessageStatus", "");
        var code = fields.getOrDefault("ErrorCode", "");
        return of(
                ARRIVED.contains(status) ? "delivered" : LOST.contains(status) ? "failed" : status,
                code,
                isGone(code) ? Provider.without(prefix, fields.getOrDefault("To", "")) : "");
    }

    static TextReport ofDocument(Map<String, String> fields) {
        return of(
                fields.getOrDefault("status", ""),
                fields.getOrDefault("error", ""),
                Boolean.parseBoolean(fields.getOrDefault("nobodyThere", "")) ? fields.getOrDefault("to", "") : "");
    }

    /** Whether a code of Twilio's says that nothing will ever arrive. */
    static boolean isGone(String code) {
        return NOBODY.contains(code) || STOPPED.equals(code);
    }

    private static TextReport of(String status, String code, String nobodyAt) {
        return switch (status) {
            case "delivered" -> new Arrived();
            case "failed" ->
                new Lost(
                        CODE.matcher(code).matches() ? "reported_" + code : "reported",
                        nobodyAt.isEmpty() ? null : nobodyAt);
            default -> new Nothing();
        };
    }
}
