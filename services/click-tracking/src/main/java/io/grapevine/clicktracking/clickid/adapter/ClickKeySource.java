package io.grapevine.clicktracking.clickid.adapter;

import io.grapevine.clicktracking.clickid.ClickKeys;
import io.grapevine.clicktracking.clickid.ClickSigners;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the click keys: {@code key} signs; {@code retired} ones, by id, verify what they signed before. */
class ClickKeySource {

    /** The settings. To rotate: move the old key to {@code retired} under its id, give the new one another {@code key-id}. */
    @ConfigMapping(prefix = "grapevine.click")
    interface Config {

        /** 32 bytes in base64. */
        String key();

        @WithDefault("1")
        byte keyId();

        Map<Byte, String> retired();
    }

    @Produces
    @Singleton
    ClickSigners signers(Config config) {
        var keys = new HashMap<Byte, byte[]>();
        config.retired().forEach((id, key) -> keys.put(id, Base64.getDecoder().decode(key)));
        var previous =
                Optional.ofNullable(keys.put(config.keyId(), Base64.getDecoder().decode(config.key())));
        if (previous.isPresent()) throw new IllegalArgumentException("click key id " + config.keyId() + " is retired");
        return new ClickSigners(new ClickKeys(config.keyId(), keys));
    }
}
