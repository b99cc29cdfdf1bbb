package io.grapevine.notification.mail.adapter;

import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** A mail read by Apache mime4j where it forgives nothing: every header a header, every part closed, every encoding whole. */
record StrictMime(List<String> headers, List<String> types) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    StrictMime {
        headers = List.copyOf(headers);
        types = List.copyOf(types);
    }

    /**
     * @return the names of the mail's own headers and the types of its parts, in their order
     * @throws MimeException at the first flaw
     */
    static StrictMime of(byte[] mail) throws MimeException, IOException {
        var headers = new ArrayList<String>();
        var types = new ArrayList<String>();
        var stream = new MimeTokenStream(MimeConfig.STRICT, DecodeMonitor.STRICT, null);
        stream.parse(new ByteArrayInputStream(mail));
        var inParts = false;
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_START_MULTIPART) inParts = true;
            if (state == EntityState.T_FIELD && !inParts)
                headers.add(stream.getField().getName());
            if (state == EntityState.T_BODY) {
                types.add(stream.getBodyDescriptor().getMimeType());
                var unused = stream.getDecodedInputStream().readAllBytes();
            }
        }
        return new StrictMime(headers, types);
    }

    /**
     * A mail as it goes to the server, without one: what the encoder shows of a mail with parts lacks the line that closes them, which the client
     * writes only when it sends, and has the line ends of Unix.
     */
    static byte[] asSent(MailMessage message) {
        var shown = new MailEncoder(message, "grapevine.localhost").encode();
        var boundary = BOUNDARY.matcher(shown);
        if (!boundary.find()) throw new IllegalArgumentException("a mail without parts");
        var closed = shown.stripTrailing() + "\n--" + boundary.group(1) + "--\n";
        return closed.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
