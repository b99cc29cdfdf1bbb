package io.grapevine.notification.text.adapter;

import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.Providers;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** SMS and chat are the same but for their provider; each has a lane of its own. */
@ApplicationScoped
class TextCarriers {

    private final Gateways gateways;
    private final TextAddresses addresses;
    private final TextReports reports;
    private final Providers providers;
    private final InstantSource clock;

    TextCarriers(
            Gateways gateways, TextAddresses addresses, TextReports reports, Providers providers, InstantSource clock) {
        this.gateways = gateways;
        this.addresses = addresses;
        this.reports = reports;
        this.providers = providers;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Unremovable
    Carrier sms() {
        return carrier(Channel.SMS);
    }

    @Produces
    @Singleton
    @Unremovable
    Carrier chat() {
        return carrier(Channel.CHAT);
    }

    private Carrier carrier(Channel channel) {
        return new TextCarrier(channel, gateways.of(channel), addresses, reports, providers, clock);
    }
}
