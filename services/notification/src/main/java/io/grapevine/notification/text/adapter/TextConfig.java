package io.grapevine.notification.text.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who takes texts of the installation; a channel without a provider tells nobody. */
@ConfigMapping(prefix = "grapevine.text")
interface TextConfig {

    Gateway sms();

    Gateway chat();

    /** From the first packet to the provider's last word. */
    @WithDefault("15S")
    Duration attemptTimeout();

    /** The shape of a provider. */
    enum Kind {
        /** A form with basic authentication, as Twilio has it. */
        TWILIO,
        /** A JSON document with an Idempotency-Key. */
        JSON
    }

    /** One provider. */
    interface Gateway {
        Optional<Kind> kind();

        Optional<String> url();

        Optional<String> account();

        Optional<String> token();

        Optional<String> from();

        /** Of both numbers, such as {@code whatsapp:}. */
        Optional<String> prefix();

        /**
         * What the provider signs its callbacks with: Twilio's auth token, or {@code whsec_…} of a JSON gateway. Without it nothing is reported
         * to us, and nobody who says otherwise is believed.
         */
        Optional<String> reportsSecret();
    }
}
