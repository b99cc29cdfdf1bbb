package io.grapevine.notification.bounce;

import io.grapevine.notification.bounce.Suppression.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a mail server or provider says became of a mail, taken apart into its fields; names of fields are in lower case. */
public sealed interface Report {

    /**
     * A delivery status notification (RFC 3464).
     *
     * @param recipients the fields of each recipient
     */
    record Delivery(List<Map<String, String>> recipients) implements Report {
        public Delivery {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A feedback report (RFC 5965).
     *
     * @param fields of the report
     * @param originalTo whom the mail it is about was addressed to, if that is shown; empty if not
     */
    record Feedback(Map<String, String> fields, String originalTo) implements Report {
        public Feedback {
            fields = Map.copyOf(fields);
        }
    }

    /** Anything else, such as an automatic reply. */
    record Unknown() implements Report {}

    /** Types of feedback that say "do not write to me"; {@code not-spam} says the contrary, others nothing about the reader's wish. */
    Set<String> COMPLAINTS = Set.of("abuse", "fraud", "opt-out", "opt-out-list", "other");

    /** The addresses that shall not be written to any more. */
    default List<Suppression> suppressions() {
        return switch (this) {
            case Delivery(var recipients) -> bounced(recipients);
            case Feedback(var fields, var originalTo) -> complained(fields, originalTo);
            case Unknown _ -> List.of();
        };
    }

    private static List<Suppression> bounced(List<Map<String, String>> recipients) {
        var suppressions = new ArrayList<Suppression>();
        for (var fields : recipients) {
            if (!field(fields, "action").equals("failed")) continue;
            var status = EnhancedStatus.parse(fields.getOrDefault("status", ""));
            var address = address(fields.getOrDefault("original-recipient", ""))
                    .or(() -> address(fields.getOrDefault("final-recipient", "")));
            if (status.isPresent() && status.get().isNobodyThere() && address.isPresent())
                suppressions.add(new Suppression(
                        address.get(), Reason.BOUNCE, status.get().toString()));
        }
        return suppressions;
    }

    private static List<Suppression> complained(Map<String, String> fields, String originalTo) {
        var type = field(fields, "feedback-type");
        if (!COMPLAINTS.contains(type)) return List.of();
        return address(fields.getOrDefault("original-rcpt-to", ""))
                .or(() -> address(originalTo))
                .map(address -> List.of(new Suppression(address, Reason.COMPLAINT, type)))
                .orElse(List.of());
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
    }

    /** {@code rfc822; ada@example.org}, {@code <ada@example.org>}, {@code Ada <ada@example.org>} or the address alone. */
    private static Optional<String> address(String text) {
        var typed = text.substring(text.indexOf(';') + 1);
        var bracketed = typed.indexOf('<') >= 0 && typed.indexOf('>') > typed.indexOf('<')
                ? typed.substring(typed.indexOf('<') + 1, typed.indexOf('>'))
                : typed;
        var address = bracketed.strip();
        return address.contains("@") ? Optional.of(address) : Optional.empty();
    }
}
