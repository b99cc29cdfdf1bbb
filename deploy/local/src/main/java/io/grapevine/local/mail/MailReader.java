package io.grapevine.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart; what cannot be read is shown by its source alone. */
final class MailReader {

    /** A mail nested deeper was made to hurt. */
    private static final int DEEPEST_PART = 8;

    private MailReader() {}

    static CaughtMail read(long id, Instant caughtAt, String sender, String recipient, byte[] bytes) {
        var source = new String(bytes, StandardCharsets.UTF_8);
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(bytes));
            return new CaughtMail(
                    id,
                    caughtAt,
                    sender,
                    recipient,
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    headers(message),
                    part(message, "text/plain", 0),
                    part(message, "text/html", 0),
                    source);
        } catch (MessagingException | IOException e) {
            return new CaughtMail(id, caughtAt, sender, recipient, "", List.of(), null, null, source);
        }
    }

    private static List<CaughtMail.Header> headers(MimeMessage message) throws MessagingException {
        var headers = new ArrayList<CaughtMail.Header>();
        for (var header : Collections.list(message.getAllHeaders()))
            headers.add(new CaughtMail.Header(header.getName(), decoded(header.getValue())));
        return headers;
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    /** The first part of the type, at any depth. */
    private static @Nullable String part(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type)) return part.getContent() instanceof String text ? text : null;
        if (depth >= DEEPEST_PART || !(part.getContent() instanceof Multipart parts)) return null;
        for (var i = 0; i < parts.getCount(); i++) {
            var found = part(parts.getBodyPart(i), type, depth + 1);
            if (found != null) return found;
        }
        return null;
    }
}
