package io.grapevine.notification.mail.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn about mail; where the server is, is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "grapevine.mail")
interface MailConfig {

    /** From the connection to the server's last word; afterwards nobody knows whether it was taken. */
    @WithDefault("30S")
    Duration attemptTimeout();
}
