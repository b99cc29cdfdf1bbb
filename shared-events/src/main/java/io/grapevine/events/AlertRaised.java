package io.grapevine.events;

/** Something a person should look at. */
public record AlertRaised(String alertId, String recipient, String code, String detail) implements EventData.Statement {

    @Override
    public String subject() {
        return recipient;
    }
}
