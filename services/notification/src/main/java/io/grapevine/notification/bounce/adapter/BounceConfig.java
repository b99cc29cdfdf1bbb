package io.grapevine.notification.bounce.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where bounces and complaints arrive by mail. Off unless both the address and the IMAP server are named. */
@ConfigMapping(prefix = "grapevine.bounces")
interface BounceConfig {

    /** The mailbox as the world writes to it; every mail goes out with a token of its own behind the name. */
    Optional<String> address();

    /** How long what arrived lies there at most. */
    @WithDefault("1m")
    Duration lookEvery();

    Imap imap();

    /** How it is read. */
    interface Imap {

        Optional<String> host();

        @WithDefault("993")
        int port();

        /** From the first byte; without, only for a server on this machine. */
        @WithDefault("true")
        boolean tls();

        Optional<String> username();

        Optional<String> password();

        @WithDefault("INBOX")
        String folder();

        /** What the server takes to answer at most. */
        @WithDefault("20S")
        Duration patience();
    }
}
