package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import io.grapevine.events.RewardChanged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** Events of the contract, filled as its golden samples are. */
final class SampleEvents {

    static final Instant AT = Instant.parse("2026-06-01T12:00:00.250Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SampleEvents() {}

    /** By api, at {@link #AT}. */
    static Event<?> event(String tenant, String id, String bodyHash, EventData data) {
        return new Event<>(tenant, id, "api", AT, AT.plusMillis(750), bodyHash, null, data);
    }

    static EventData purchase(String orderId, long amountMinor, String currency) throws IOException {
        return changed(
                EventType.PURCHASE_RECORDED,
                Map.of("orderId", orderId, "amountMinor", amountMinor, "currency", currency));
    }

    static ConversionDecided decision(String conversionId, int revision, long amountMinor) throws IOException {
        return (ConversionDecided) changed(
                EventType.CONVERSION_DECIDED,
                Map.of("conversionId", conversionId, "revision", revision, "amountMinor", amountMinor));
    }

    static RewardChanged reward(String rewardId, int sequence, String status) throws IOException {
        return (RewardChanged)
                changed(EventType.REWARD_CHANGED, Map.of("rewardId", rewardId, "sequence", sequence, "status", status));
    }

    /** The type's sample, but for what the test is about. */
    private static EventData changed(EventType type, Map<String, Object> properties) throws IOException {
        var data = (ObjectNode) JSON.readTree(EventJson.write(sample(type)));
        properties.forEach(data::putPOJO);
        return EventJson.read(type, JSON.writeValueAsBytes(data));
    }

    static EventData sample(EventType type) {
        try (var sample = EventType.class.getResourceAsStream("/samples/" + type.wireName() + ".json")) {
            return EventJson.read(type, sample.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
