package io.grapevine.notification.text.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.text.Provider;
import io.grapevine.notification.text.ProviderCall;
import io.grapevine.notification.text.ProviderReply;
import io.grapevine.notification.text.ProviderVerdict;
import io.grapevine.notification.text.Providers;
import io.grapevine.notification.text.adapter.TextReports.About;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The channel of SMS or chat: hands the notice to the provider of that channel. */
final class TextCarrier implements Carrier {

    private static final Logger LOG = Logger.getLogger(TextCarrier.class);
    private static final int MOST_AT_ONCE = 4;

    private final Channel channel;
    private final Optional<Provider> provider;
    private final TextAddresses addresses;
    private final TextReports reports;
    private final Providers providers;
    private final InstantSource clock;

    TextCarrier(
            Channel channel,
            Optional<Provider> provider,
            TextAddresses addresses,
            TextReports reports,
            Providers providers,
            InstantSource clock) {
        this.channel = channel;
        this.provider = provider;
        this.addresses = addresses;
        this.reports = reports;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public boolean dropsRepetitions() {
        return provider.map(Provider::dropsRepetitions).orElse(false);
    }

    @Override
    public CompletionStage<CarrierAnswer> carry(Notice notice) {
        return provider.map(known -> carry(notice, known))
                .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.Refused("no_provider", true)))
                .subscribeAsCompletionStage();
    }

    /** A call and whom it reaches. */
    private record Outgoing(String address, ProviderCall call) {

        @Override
        public String toString() {
            return "Outgoing[…]";
        }
    }

    /** Nothing was handed over yet where the address cannot be read: it is tried again. */
    private Uni<CarrierAnswer> carry(Notice notice, Provider known) {
        return addresses
                .of(notice.tenantId(), notice.readerId(), channel)
                .map(found -> found.map(address -> outgoing(notice, known, address)))
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("the address of %s is not read: %s", notice.readerId(), failure.toString());
                    return Optional.empty();
                })
                .chain(read -> read.map(found -> found.map(outgoing -> send(notice, known, outgoing))
                                .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.NoAddress(false))))
                        .orElseGet(() -> Uni.createFrom().item(new CarrierAnswer.Unreachable())));
    }

    private Outgoing outgoing(Notice notice, Provider known, String address) {
        return new Outgoing(address, known.call(channel, notice, address, reportTo(notice, known), TextCarrier::json));
    }

    private Uni<CarrierAnswer> send(Notice notice, Provider known, Outgoing outgoing) {
        return Uni.createFrom()
                .completionStage(() -> providers.send(outgoing.call()))
                .chain(reply -> reply instanceof ProviderReply.Answered answered
                                && known.isGone(answered, TextCarrier::fields)
                        ? forget(notice, outgoing.address()).replaceWith(new CarrierAnswer.NoAddress(false))
                        : Uni.createFrom().item(ProviderVerdict.of(reply, known.dropsRepetitions(), clock.instant())));
    }

    /** If that fails, the next notice finds the number gone again. */
    private Uni<Integer> forget(Notice notice, String address) {
        return addresses.forget(notice.tenantId(), channel, address).onFailure().recoverWithItem(0);
    }

    private static Map<String, String> fields(byte[] body) {
        return JsonFields.read(body).orElse(Map.of());
    }

    private @Nullable String reportTo(Notice notice, Provider known) {
        return known.reports() ? reports.url(new About(channel, notice.tenantId(), notice.noticeId())) : null;
    }

    private static String json(Map<String, String> texts) {
        try {
            return EventJson.mapper().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }
}
