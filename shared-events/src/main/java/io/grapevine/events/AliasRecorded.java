package io.grapevine.events;

/**
 * Two ids are the same person, who goes by the second from now on.
 *
 * @param previousId a customer id or a visitor id
 */
public record AliasRecorded(String previousId, String customerId, Context context) implements EventData.Fact {

    @Override
    public String subject() {
        return customerId;
    }
}
