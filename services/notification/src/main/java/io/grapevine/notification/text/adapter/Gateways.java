package io.grapevine.notification.text.adapter;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.Provider;
import io.grapevine.notification.text.adapter.TextConfig.Gateway;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The installation's providers; one that is set up by halves fails the start. */
@Startup
@ApplicationScoped
class Gateways {

    private static final String TWILIO = "https://api.twilio.com";

    private final Map<Channel, Provider> providers = new EnumMap<>(Channel.class);

    Gateways(TextConfig config) {
        provider("sms", config.sms()).ifPresent(provider -> providers.put(Channel.SMS, provider));
        provider("chat", config.chat()).ifPresent(provider -> providers.put(Channel.CHAT, provider));
    }

    Optional<Provider> of(Channel channel) {
        return Optional.ofNullable(providers.get(channel));
    }

    private static Optional<Provider> provider(String name, Gateway gateway) {
        return gateway.kind().map(kind -> switch (kind) {
            case TWILIO ->
                new Provider.Form(
                        gateway.url().orElse(TWILIO),
                        required(name, "account", gateway.account()),
                        required(name, "token", gateway.token()),
                        required(name, "from", gateway.from()),
                        gateway.prefix().orElse(""),
                        gateway.statusUrl().orElse(null));
            case JSON ->
                new Provider.Json(required(name, "url", gateway.url()), required(name, "token", gateway.token()));
        });
    }

    private static String required(String name, String setting, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("grapevine.text." + name + "." + setting + " is not set"));
    }
}
