package io.grapevine.notification.bounce;

import java.util.List;
import java.util.Optional;

/**
 * A mail in the mailbox of bounces.
 *
 * @param senders headers and fields that may name the return path of the mail that it is about
 */
public record Returned(Report report, List<String> senders) {

    /** Where it is filed, so that a person finds what nobody could use. */
    public enum Filing {
        /** A report, whether it suppresses somebody or not. */
        PROCESSED("processed"),
        /** No report, or one that does not prove to be about a mail of ours. */
        UNREADABLE("unreadable");

        private final String folder;

        Filing(String folder) {
            this.folder = folder;
        }

        public String folder() {
            return folder;
        }
    }

    public Returned {
        senders = List.copyOf(senders);
    }

    /** The return path under which the mail went out that it is about. */
    public Optional<ReturnPath> returnPath(String mailbox) {
        return senders.stream()
                .flatMap(sender -> ReturnPath.in(sender, mailbox).stream())
                .findFirst();
    }

    /** @param proven whether one of its suppressions is proven, or it has none */
    public Filing filing(boolean proven) {
        return report instanceof Report.Unknown || !proven ? Filing.UNREADABLE : Filing.PROCESSED;
    }
}
