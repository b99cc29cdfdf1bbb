package io.grapevine.notification.text.adapter;

import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.Provider;
import io.grapevine.notification.text.adapter.TextConfig.Gateway;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The installation's providers; one that is set up by halves fails the start. */
@Startup
@ApplicationScoped
class Gateways {

    private static final String TWILIO = "https://api.twilio.com";

    private final Map<Channel, Provider> providers = new EnumMap<>(Channel.class);

    Gateways(TextConfig config, @ConfigProperty(name = "grapevine.public-origin") Optional<String> publicOrigin) {
        provider("sms", config.sms()).ifPresent(provider -> providers.put(Channel.SMS, provider));
        provider("chat", config.chat()).ifPresent(provider -> providers.put(Channel.CHAT, provider));
        if (publicOrigin.isEmpty() && providers.values().stream().anyMatch(Provider::reports))
            throw new IllegalArgumentException(
                    "grapevine.text.*.reports-secret is set: grapevine.public-origin must say where providers reach us");
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
                        gateway.reportsSecret().orElse(null));
            case JSON ->
                new Provider.Json(
                        required(name, "url", gateway.url()),
                        required(name, "token", gateway.token()),
                        gateway.reportsSecret().map(SigningSecret::parse).orElse(null));
        });
    }

    private static String required(String name, String setting, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("grapevine.text." + name + "." + setting + " is not set"));
    }
}
