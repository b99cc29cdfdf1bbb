package io.grapevine.notification.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grapevine.chassis.signing.SigningSecret;
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

    int BAD_REQUEST = 400;
    int GONE = 410;

    /**
     * The call that hands a notice over.
     *
     * @param reportTo where the provider says what became of it; null = nowhere
     * @param json writes an object of texts as JSON
     */
    ProviderCall call(
            Channel channel,
            Notice notice,
            String to,
            @Nullable String reportTo,
            Function<Map<String, String>, String> json);

    /**
     * Whether an answer says that nothing of ours will ever arrive at the address: nobody is there, or its owner wants nothing.
     *
     * @param json reads an object of texts; empty for anything else
     */
    boolean isGone(ProviderReply.Answered answer, Function<byte[], Map<String, String>> json);

    /** Whether it tells us anything later: only who shares a secret with us can. */
    boolean reports();

    /** Whether the callback is this provider's; false where it shares no secret with us. */
    boolean isFrom(Callback callback);

    /**
     * What a callback of this provider says of a text.
     *
     * @param json reads an object of texts; empty for anything else
     */
    TextReport report(Callback callback, Function<byte[], Map<String, String>> json);

    /** What somebody wrote back, as a callback of this provider says. */
    TextReply reply(Callback callback, Function<byte[], Map<String, String>> json);

    /** The address behind a provider's prefix. */
    static String without(String prefix, String address) {
        return address.startsWith(prefix) ? address.substring(prefix.length()) : address;
    }

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
     * @param reportsSecret what it signs its callbacks with, the account's auth token; null = it sends none
     */
    record Form(
            String url,
            String account,
            String token,
            String from,
            String prefix,
            @Nullable String reportsSecret) implements Provider {

        @Override
        public ProviderCall call(
                Channel channel,
                Notice notice,
                String to,
                @Nullable String reportTo,
                Function<Map<String, String>, String> json) {
            var form = new LinkedHashMap<String, String>();
            form.put("To", prefix + to);
            form.put(
                    from.startsWith("MG") ? "MessagingServiceSid" : "From",
                    from.startsWith("MG") ? from : prefix + from);
            form.put("Body", TextMessage.of(notice));
            if (reportTo != null) form.put("StatusCallback", reportTo);
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
        public boolean isGone(ProviderReply.Answered answer, Function<byte[], Map<String, String>> json) {
            return answer.status() == BAD_REQUEST
                    && TextReport.isGone(
                            json.apply(answer.body().getBytes(UTF_8)).getOrDefault("code", ""));
        }

        @Override
        public boolean reports() {
            return reportsSecret != null;
        }

        @Override
        public boolean isFrom(Callback callback) {
            return reportsSecret != null && CallbackProof.isForm(callback, reportsSecret);
        }

        @Override
        public TextReport report(Callback callback, Function<byte[], Map<String, String>> json) {
            return CallbackProof.fields(callback.body())
                    .map(fields -> TextReport.ofForm(fields, prefix))
                    .orElseGet(TextReport.Nothing::new);
        }

        @Override
        public TextReply reply(Callback callback, Function<byte[], Map<String, String>> json) {
            return CallbackProof.fields(callback.body())
                    .map(fields -> TextReply.ofForm(fields, prefix))
                    .orElseGet(TextReply.Other::new);
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
     * @param reportsSecret what it signs its callbacks with; null = it sends none
     */
    record Json(String url, String token, @Nullable SigningSecret reportsSecret) implements Provider {

        @Override
        public ProviderCall call(
                Channel channel,
                Notice notice,
                String to,
                @Nullable String reportTo,
                Function<Map<String, String>, String> json) {
            var texts = new LinkedHashMap<String, String>();
            texts.put("id", notice.noticeId());
            texts.put("channel", channel.wireName());
            texts.put("to", to);
            texts.put("moment", notice.moment().wireName());
            texts.put("lang", notice.letter().locale().toLanguageTag());
            texts.put("text", TextMessage.of(notice));
            if (reportTo != null) texts.put("reportTo", reportTo);
            return new ProviderCall(
                    URI.create(url),
                    Map.of(
                            "authorization",
                            "Bearer " + token,
                            "content-type",
                            "application/json",
                            "idempotency-key",
                            notice.noticeId()),
                    json.apply(texts));
        }

        @Override
        public boolean dropsRepetitions() {
            return true;
        }

        @Override
        public boolean isGone(ProviderReply.Answered answer, Function<byte[], Map<String, String>> json) {
            return answer.status() == GONE;
        }

        @Override
        public boolean reports() {
            return reportsSecret != null;
        }

        @Override
        public boolean isFrom(Callback callback) {
            return reportsSecret != null && CallbackProof.isDocument(callback, reportsSecret);
        }

        @Override
        public TextReport report(Callback callback, Function<byte[], Map<String, String>> json) {
            return TextReport.ofDocument(json.apply(callback.body()));
        }

        @Override
        public TextReply reply(Callback callback, Function<byte[], Map<String, String>> json) {
            return TextReply.ofDocument(json.apply(callback.body()));
        }

        @Override
        public String toString() {
            return "Json[" + url + "]";
        }
    }
}
