package io.grapevine.notification.bounce.adapter;

import io.grapevine.notification.bounce.Report;
import io.grapevine.notification.bounce.Returned;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Takes a mail apart as far as a report needs it: the machine-readable part, and the headers of the mail it is about. */
final class ReportReader {

    /** Recipients that one report may name; nobody sends one mail to more. */
    private static final int MOST_RECIPIENTS = 100;

    /** Where a mail server says to whom it delivered a mail; several of them are no standard and common all the same. */
    private static final List<String> ADDRESSED = List.of("To", "Delivered-To", "X-Original-To", "Envelope-To");

    private final Session session = Session.getInstance(new Properties());

    /** Not a MIME message that can be read. */
    static final class Unreadable extends Exception {
        Unreadable(Exception cause) {
            super("the message cannot be read", cause);
        }
    }

    Report read(byte[] message) throws Unreadable {
        return returned(message).report();
    }

    /** The report together with whatever may name the return path of the mail that it is about. */
    Returned returned(byte[] message) throws Unreadable {
        try {
            var mail = new MimeMessage(session, new ByteArrayInputStream(message));
            var senders = new ArrayList<String>();
            for (var name : ADDRESSED) {
                var values = mail.getHeader(name);
                if (values != null) senders.addAll(List.of(values));
            }
            if (!mail.isMimeType("multipart/report")) return new Returned(new Report.Unknown(), senders);
            var parts = parts(new MimeMultipart(mail.getDataHandler().getDataSource()));
            var original = original(parts);
            var report = report(parts, original);
            if (report instanceof Report.Feedback(var fields, var _))
                senders.add(fields.getOrDefault("original-mail-from", ""));
            senders.add(original.getOrDefault("return-path", ""));
            return new Returned(report, senders);
        } catch (MessagingException | IOException | RuntimeException broken) {
            throw new Unreadable(broken);
        }
    }

    private static Report report(List<BodyPart> parts, Map<String, String> original)
            throws MessagingException, IOException {
        var delivery = first(parts, "message/delivery-status");
        if (delivery.isPresent()) return new Report.Delivery(recipients(delivery.get()));
        var feedback = first(parts, "message/feedback-report");
        if (feedback.isPresent())
            return new Report.Feedback(fields(feedback.get().getInputStream()), original.getOrDefault("to", ""));
        return new Report.Unknown();
    }

    /** One block of fields about the message, then one for each recipient; empty lines between them. */
    private static List<Map<String, String>> recipients(Part status) throws IOException, MessagingException {
        var recipients = new ArrayList<Map<String, String>>();
        try (var input = status.getInputStream()) {
            var unused = fields(input);
            while (recipients.size() < MOST_RECIPIENTS) {
                var fields = fields(input);
                if (fields.isEmpty()) {
                    if (input.available() == 0) break;
                } else recipients.add(fields);
            }
        }
        return recipients;
    }

    /** The headers of the mail that it is about; empty if it does not show them. */
    private static Map<String, String> original(List<BodyPart> parts) throws MessagingException, IOException {
        for (var type : List.of("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")) {
            var original = first(parts, type);
            if (original.isPresent()) {
                try (var input = original.get().getInputStream()) {
                    return fields(input);
                }
            }
        }
        return Map.of();
    }

    private static Optional<BodyPart> first(List<BodyPart> parts, String type) throws MessagingException {
        for (var part : parts) if (part.isMimeType(type)) return Optional.of(part);
        return Optional.empty();
    }

    private static List<BodyPart> parts(MimeMultipart multipart) throws MessagingException {
        var parts = new ArrayList<BodyPart>();
        for (var index = 0; index < multipart.getCount(); index++) parts.add(multipart.getBodyPart(index));
        return parts;
    }

    /** Headers up to the next empty line; of those that stand twice the first counts. */
    private static Map<String, String> fields(InputStream input) throws MessagingException {
        var fields = new LinkedHashMap<String, String>();
        for (Header header : Collections.list(new InternetHeaders(input).getAllHeaders()))
            fields.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        return fields;
    }
}
