package io.grapevine.notification.push.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.egress.Target;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.moment.Stream;
import io.grapevine.notification.push.PushCipher;
import io.grapevine.notification.push.PushText;
import io.grapevine.notification.push.PushVerdict;
import io.grapevine.notification.push.Vapid;
import io.grapevine.notification.push.adapter.PushSubscriptions.Browser;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The push channel: encrypts the notice for each of the reader's browsers and posts it to their push services. */
@ApplicationScoped
class PushCarrier implements Carrier {

    private static final Logger LOG = Logger.getLogger(PushCarrier.class);
    private static final String USER_AGENT = "Grapevine-Push/1.0";
    private static final int MOST_AT_ONCE = 8;

    private final PushKeys keys;
    private final PushSubscriptions subscriptions;
    private final Egress egress;
    private final PushConfig config;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    PushCarrier(PushKeys keys, PushSubscriptions subscriptions, Egress egress, PushConfig config, InstantSource clock) {
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.egress = egress;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public CompletionStage<CarrierAnswer> carry(Notice notice) {
        return keys.vapid()
                .map(vapid -> carry(notice, vapid))
                .orElseGet(() -> Uni.createFrom().<CarrierAnswer>item(new CarrierAnswer.NoAddress(false)))
                .subscribeAsCompletionStage();
    }

    private Uni<CarrierAnswer> carry(Notice notice, Vapid vapid) {
        return subscriptions
                .of(notice.tenantId(), notice.readerId())
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("browsers of %s not read: %s", notice.readerId(), failure.toString());
                    return Optional.empty();
                })
                .chain(browsers -> browsers.isEmpty()
                        ? Uni.createFrom().item(new CarrierAnswer.Unreachable())
                        : toAll(notice, vapid, browsers.get()));
    }

    private Uni<CarrierAnswer> toAll(Notice notice, Vapid vapid, List<Browser> browsers) {
        var text = write(PushText.of(notice));
        return Multi.createFrom()
                .iterable(browsers)
                .onItem()
                .transformToUni(browser -> post(notice, vapid, browser, text))
                .merge()
                .collect()
                .asList()
                .call(sent -> forget(notice, sent))
                .map(sent ->
                        PushVerdict.together(sent.stream().map(Sent::verdict).toList()));
    }

    /** What a browser's push service said. */
    private record Sent(Browser browser, PushVerdict verdict) {}

    private Uni<Sent> post(Notice notice, Vapid vapid, Browser browser, byte[] text) {
        var endpoint = browser.subscription().endpoint();
        var now = clock.instant();
        var headers = Map.of(
                "user-agent",
                USER_AGENT,
                "authorization",
                vapid.authorization(origin(endpoint), now),
                "content-type",
                "application/octet-stream",
                "content-encoding",
                "aes128gcm",
                "ttl",
                Long.toString(config.timeToLive().toSeconds()),
                "urgency",
                notice.moment().stream() == Stream.PROMOTIONAL ? "low" : "normal",
                // A repetition takes the place of what was not fetched yet.
                "topic",
                PushText.topic(notice.noticeId()));
        var body = Buffer.buffer(PushCipher.encrypt(text, browser.subscription(), random));
        return egress.send(new Egress.Post(endpoint, 0, headers, body, config.attemptTimeout()))
                .map(answer -> new Sent(browser, PushVerdict.of(answer, now)));
    }

    /** Browsers that are gone. If that fails, the next notice finds them gone again. */
    private Uni<Boolean> forget(Notice notice, List<Sent> sent) {
        var gone = sent.stream()
                .filter(each -> each.verdict().isGone())
                .map(each -> each.browser().id())
                .toList();
        if (gone.isEmpty()) return Uni.createFrom().item(false);
        return subscriptions
                .forget(notice.tenantId(), notice.readerId(), gone)
                .onFailure()
                .recoverWithItem(false);
    }

    private String origin(String endpoint) {
        return switch (egress.read(endpoint)) {
            case Target.Reading.Usable(var target) -> PushText.origin(target);
            case Target.Reading.Unusable _ -> "https://unusable.invalid"; // is not posted to
        };
    }

    private static byte[] write(PushText text) {
        try {
            return EventJson.mapper().writeValueAsBytes(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a push message cannot be written", e);
        }
    }
}
