package io.grapevine.notification.message;

import io.grapevine.events.AlertRaised;

/** Something a person should look at. */
public record AlertView(String id, String code, String detail) implements MessageData {

    static AlertView of(AlertRaised alert) {
        return new AlertView(alert.alertId(), alert.code(), alert.detail());
    }
}
