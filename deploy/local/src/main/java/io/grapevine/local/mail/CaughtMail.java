package io.grapevine.local.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it is shown.
 *
 * @param id counts from 1 within a run
 * @param headers decoded, in their order
 * @param text the plain part, null if there is none
 * @param html the HTML part as it came, so not to be trusted
 */
record CaughtMail(
        long id,
        Instant caughtAt,
        String sender,
        String recipient,
        String subject,
        List<Header> headers,
        @Nullable String text,
        @Nullable String html,
        String source) {

    CaughtMail {
        headers = List.copyOf(headers);
    }

    record Header(String name, String value) {}
}
