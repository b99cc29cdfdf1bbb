package io.grapevine.notification.telegram.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The installation's bot; without a token there is none. */
@ConfigMapping(prefix = "grapevine.telegram")
interface TelegramConfig {

    @WithDefault("https://api.telegram.org")
    String url();

    /** Its user name, without the at. */
    Optional<String> bot();

    Optional<String> token();

    /** What {@code setWebhook} was given as {@code secret_token}: Telegram sends it with each update. */
    Optional<String> webhookSecret();

    /** How long a link to the bot is good. */
    @WithDefault("1H")
    Duration linkFor();
}
