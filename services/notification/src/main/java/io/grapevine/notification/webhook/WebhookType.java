package io.grapevine.notification.webhook;

import java.util.Arrays;
import java.util.Optional;

/** Everything a tenant can be told; a closed list, so that a misspelt type is refused when it is subscribed to. */
public enum WebhookType {
    REWARD_HELD("reward.held"),
    REWARD_REVIEW("reward.review"),
    REWARD_RELEASED("reward.released"),
    REWARD_FULFILLED("reward.fulfilled"),
    REWARD_REFUSED("reward.refused"),
    REWARD_CLAWED_BACK("reward.clawed_back"),
    REWARD_FROZEN("reward.frozen"),
    REWARD_EXPIRED("reward.expired"),
    CONVERSION_ATTRIBUTED("conversion.attributed"),
    CONVERSION_REVISED("conversion.revised"),
    ALERT_RAISED("alert.raised");

    private final String wireName;

    WebhookType(String wireName) {
        this.wireName = wireName;
    }

    /** The {@code type} of the posted body. */
    public String wireName() {
        return wireName;
    }

    /** The noun before the dot: {@code reward}, {@code conversion}, {@code alert}. */
    public String noun() {
        return wireName.substring(0, wireName.indexOf('.'));
    }

    public static Optional<WebhookType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
