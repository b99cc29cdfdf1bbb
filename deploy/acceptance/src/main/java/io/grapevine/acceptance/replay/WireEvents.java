package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.log.LogFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Facts as a batch of CloudEvents for {@code POST /v1/events}; the same facts are always the same bytes. */
public final class WireEvents {
    public static final String BATCH_TYPE = "application/cloudevents-batch+json";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** The CloudEvents source of everything replayed. */
    public static final String SOURCE = "/replay";

    private final String programKey;
    private final String currency;

    /** Refunds carry no currency in the format: they are in the log's. */
    public WireEvents(String programKey, String currency) {
        this.programKey = programKey;
        this.currency = currency;
    }

    public byte[] batch(List<? extends Fact> facts) {
        var batch = NODES.arrayNode(facts.size());
        facts.forEach(fact -> batch.add(event(fact)));
        return batch.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One structured CloudEvent. */
    public ObjectNode event(Fact fact) {
        var event = NODES.objectNode()
                .put("specversion", "1.0")
                .put("id", fact.eventId())
                .put("source", SOURCE)
                .put("type", typeOf(fact))
                .put("time", LogFile.timestamp(fact.at()))
                .put("datacontenttype", "application/json");
        event.set("data", data(fact));
        return event;
    }

    public static String typeOf(Fact fact) {
        return switch (fact.kind()) {
            case SHARE -> "share";
            case CLICK -> "click";
            case SIGNUP -> "signup";
            case PURCHASE -> "purchase";
            case REFUND -> "refund";
        };
    }

    public ObjectNode data(Fact fact) {
        var data = NODES.objectNode().put("programKey", programKey);
        return switch (fact) {
            case Fact.Share share -> {
                if (share.variant() != null) data.put("variant", share.variant());
                yield data.put("referralCode", share.code()).put("channel", share.channel());
            }
            case Fact.Click click -> data.put("referralCode", click.code()).put("visitorId", click.visitor());
            case Fact.SignUp signUp -> {
                if (signUp.visitor() != null) data.put("visitorId", signUp.visitor());
                if (signUp.code() != null) data.put("referralCode", signUp.code());
                yield data.put("customerId", signUp.customer());
            }
            case Fact.Purchase purchase ->
                data.put("orderId", purchase.order())
                        .put("customerId", purchase.customer())
                        .put("amount", purchase.amountMinor())
                        .put("currency", purchase.currency());
            case Fact.Refund refund ->
                data.put("refundId", refund.refund())
                        .put("orderId", refund.order())
                        .put("amount", refund.amountMinor())
                        .put("currency", currency);
        };
    }
}
