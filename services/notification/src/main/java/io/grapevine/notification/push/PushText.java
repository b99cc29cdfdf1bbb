package io.grapevine.notification.push;

import io.grapevine.chassis.egress.Target;
import io.grapevine.notification.moment.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a site's service worker shows. Plain text; the worker must not make markup of it.
 *
 * @param tag the notice's id: a browser shows one notification for each
 * @param url what to open; null if there is nothing
 * @param lang of title and body, as a language tag
 */
public record PushText(
        String tag,
        String moment,
        String title,
        String body,
        @Nullable String url,
        String lang) {

    // In characters, of which each has at most six bytes in JSON: together with the rest surely less than a push
    // service takes.
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_BODY = 360;
    private static final int LONGEST_URL = 500;
    private static final int TOPIC_BYTES = 24;

    public static PushText of(Notice notice) {
        var letter = notice.letter();
        var action = letter.action();
        return new PushText(
                notice.noticeId(),
                notice.moment().wireName(),
                cut(letter.program(), LONGEST_TITLE),
                cut(letter.brief(), LONGEST_BODY),
                action == null || action.url().length() > LONGEST_URL ? null : action.url(),
                letter.locale().toLanguageTag());
    }

    /** 32 characters of base64url (RFC 8030, 5.4) that say nothing about the notice but that it is the same. */
    public static String topic(String noticeId) {
        return Jdk.certain(() -> {
            var digest = MessageDigest.getInstance("SHA-256").digest(noticeId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOPIC_BYTES));
        });
    }

    /** As a VAPID token names the push service: scheme and host, and the port unless it is the usual one. */
    public static String origin(Target target) {
        var host = target.host().contains(":") && !target.host().startsWith("[")
                ? "[" + target.host() + "]"
                : target.host();
        var usual = target.secure() ? 443 : 80;
        return (target.secure() ? "https://" : "http://") + host + (target.port() == usual ? "" : ":" + target.port());
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        var end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
