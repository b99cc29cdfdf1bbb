package io.grapevine.notification.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Notice;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What takes texts for a channel, and the shape in which it wants them. */
public sealed interface Provider {

    /**
     * The call that hands a notice over.
     *
     * @param json writes an object of texts as JSON
     */
    ProviderCall call(Channel channel, Notice notice, String to, Function<Map<String, String>, String> json);

    /**
     * Whether the provider drops what comes again under the same key. Then an attempt that ended without an answer is made again;
     * else nobody knows what became of it, and it is not.
     */
    boolean dropsRepetitions();

    /**
     * Twilio's Messages and whatever is shaped like it: a form, basic authentication, no key against repetitions.
     *
     * @param url without {@code /2010-04-01/…}
     * @param from a number or a sender's name; {@code MG…} is a messaging service
     * @param prefix of both numbers, such as {@code whatsapp:}; empty for SMS
     * @param statusUrl where the provider reports what became of it; null = nowhere
     */
    record Form(
            String url,
            String account,
            String token,
            String from,
            String prefix,
            @Nullable String statusUrl) implements Provider {

        @Override
        public ProviderCall call(
                Channel channel, Notice notice, String to, Function<Map<String, String>, String> json) {
            var form = new LinkedHashMap<String, String>();
            form.put("To", prefix + to);
            form.put(
                    from.startsWith("MG") ? "MessagingServiceSid" : "From",
                    from.startsWith("MG") ? from : prefix + from);
            form.put("Body", TextMessage.of(notice));
            if (statusUrl != null) form.put("StatusCallback", statusUrl);
            var login = Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
            return new ProviderCall(
                    URI.create(url + "/2010-04-01/Accounts/" + URLEncoder.encode(account, UTF_8) + "/Messages.json"),
                    Map.of("authorization", "Basic " + login, "content-type", "application/x-www-form-urlencoded"),
                    form.entrySet().stream()
                            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                            .collect(Collectors.joining("&")));
        }

        @Override
        public boolean dropsRepetitions() {
            return false;
        }

        @Override
        public String toString() {
            return "Form[" + url + "]";
        }
    }

    /**
     * A JSON document with an {@code Idempotency-Key}, for gateways that are the operator's own or easily put in between.
     *
     * @param url the whole of it
     * @param token sent as Bearer
     */
    record Json(String url, String token) implements Provider {

        @Override
        public ProviderCall call(
                Channel channel, Notice notice, String to, Function<Map<String, String>, String> json) {
            var body = json.apply(Map.of(
                    "id", notice.noticeId(),
                    "channel", channel.wireName(),
                    "to", to,
                    "moment", notice.moment().wireName(),
                    "lang", notice.letter().locale().toLanguageTag(),
                    "text", TextMessage.of(notice)));
            return new ProviderCall(
                    URI.create(url),
                    Map.of(
                            "authorization",
                            "Bearer " + token,
                            "content-type",
                            "application/json",
                            "idempotency-key",
                            notice.noticeId()),
                    body);
        }

        @Override
        public boolean dropsRepetitions() {
            return true;
        }

        @Override
        public String toString() {
            return "Json[" + url + "]";
        }
    }
}
