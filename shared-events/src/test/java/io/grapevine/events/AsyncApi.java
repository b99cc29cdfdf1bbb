package io.grapevine.events;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The log as one AsyncAPI 3 document, made from {@link Topic}, {@link EventType}, {@link KafkaEvents} and {@link Traffic}. */
final class AsyncApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DEAD_LETTERS = "-dlq";
    private static final String BINDING = "0.5.0";
    private static final Map<String, String> HEADER_MEANINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("ce_specversion", "CloudEvents version, always 1.0"),
            Map.entry("ce_id", "unique within tenant and source; a second record with the same triple has no effect"),
            Map.entry("ce_source", "what a client sent, 'api' for plain JSON, '/redirect', or the producing service"),
            Map.entry("ce_type", "which message this is"),
            Map.entry("ce_time", "event time, which decides order and windows; the record's timestamp is arrival time"),
            Map.entry("ce_subject", "whom or what it is about; the record's key without the tenant"),
            Map.entry("ce_dataschema", "the payload's JSON Schema, relative to this document"),
            Map.entry("ce_tenantid", "whose it is; nothing of one tenant is ever another's business"),
            Map.entry("content-type", "always application/json"),
            Map.entry("ce_bodyhash", "hex SHA-256 of what the client sent; only on facts that clients report"),
            Map.entry("ce_correlationid", "W3C trace id of the request that began it"),
            Map.entry("traceparent", "W3C trace context of the span that wrote it")));
    private static final List<String> OPTIONAL_HEADERS = List.of("ce_bodyhash", "ce_correlationid", "traceparent");

    private AsyncApi() {}

    static ObjectNode document() {
        var document = JSON.objectNode().put("asyncapi", "3.0.0");
        document.set("info", info());
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        for (var topic : Topic.values()) {
            channels.set(name(topic), channel(topic));
            channels.set(name(topic) + DEAD_LETTERS, deadLetters(topic));
            addOperations(operations, topic);
        }
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        for (var type : EventType.values()) messages.set(type.wireName(), message(type));
        components.putObject("schemas").set("CloudEvent", cloudEvent());
        return document;
    }

    private static ObjectNode info() {
        var info = JSON.objectNode()
                .put("title", "Grapevine's log")
                .put("version", "1")
                .put(
                        "description",
                        "Every fact and decision of Grapevine, as CloudEvents 1.0 in Kafka's binary mode. Delivered at least once, in order per key."
                                + " Within a version a type only gains optional properties and enum words: ignore what you do not know.");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        return info;
    }

    private static ObjectNode channel(Topic topic) {
        return channel(
                topic.topicName(),
                "Keyed 'tenant:' and " + Traffic.of(topic).key() + ". "
                        + switch (topic.kept()) {
                            case FOR_EVER -> "Kept for ever.";
                            case COMPACTED ->
                                "Compacted: the latest record of a key is its state, no value means it is gone.";
                            case NINETY_DAYS -> "Kept 90 days.";
                            case THIRTY_DAYS -> "Kept 30 days.";
                        },
                typesOf(topic),
                Topic.PARTITIONS,
                topic.kept());
    }

    private static ObjectNode deadLetters(Topic topic) {
        return channel(
                topic.deadLetterTopicName(),
                "Records of " + topic.topicName()
                        + " that a consumer refused, as they came, with headers dlq-consumer (who), dlq-reason (why)"
                        + " and dlq-origin (topic-partition@offset). Kept 90 days.",
                typesOf(topic),
                Topic.DEAD_LETTER_PARTITIONS,
                Topic.Kept.NINETY_DAYS);
    }

    private static ObjectNode channel(
            String address, String description, List<EventType> types, int partitions, Topic.Kept kept) {
        var channel = JSON.objectNode().put("address", address).put("description", description);
        var messages = channel.putObject("messages");
        for (var type : types) messages.set(type.wireName(), reference("#/components/messages/" + type.wireName()));
        var kafka = channel.putObject("bindings").putObject("kafka").put("partitions", partitions);
        var configuration = kafka.putObject("topicConfiguration");
        kept.configuration().forEach((name, value) -> {
            if (name.equals("cleanup.policy")) configuration.putArray(name).add(value);
            else configuration.put(name, Long.parseLong(value));
        });
        kafka.put("bindingVersion", BINDING);
        return channel;
    }

    private static void addOperations(ObjectNode operations, Topic topic) {
        var traffic = Traffic.of(topic);
        for (var producer : traffic.producers()) {
            operations.set(producer + ".send." + name(topic), operation("send", producer, name(topic)));
        }
        for (var consumer : traffic.consumers()) {
            operations.set(consumer + ".receive." + name(topic), operation("receive", consumer, name(topic)));
            operations.set(
                    consumer + ".send." + name(topic) + DEAD_LETTERS,
                    operation("send", consumer, name(topic) + DEAD_LETTERS));
        }
    }

    private static ObjectNode operation(String action, String service, String channel) {
        var operation = JSON.objectNode().put("action", action);
        operation.set("channel", reference("#/channels/" + channel));
        operation.putArray("tags").addObject().put("name", service);
        return operation;
    }

    private static ObjectNode message(EventType type) {
        var message = JSON.objectNode().put("name", type.wireName()).put("contentType", "application/json");
        var parts = message.putObject("headers").putArray("allOf");
        parts.add(reference("#/components/schemas/CloudEvent"));
        var constants = parts.addObject().putObject("properties");
        constants.putObject("ce_type").put("const", type.wireName());
        constants.putObject("ce_dataschema").put("const", type.dataSchema());
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .set("schema", reference("." + type.dataSchema()));
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", BINDING)
                .putObject("key")
                .put("type", "string");
        message.putArray("examples").add(example(Examples.event(type)));
        return message;
    }

    private static ObjectNode example(Event<?> event) {
        var example = JSON.objectNode();
        JsonNode headers = EventJson.mapper().valueToTree(KafkaEvents.headers(event));
        example.set("headers", headers);
        example.set("payload", EventJson.mapper().convertValue(event.data(), new TypeReference<JsonNode>() {}));
        return example;
    }

    private static ObjectNode cloudEvent() {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        HEADER_MEANINGS.forEach((name, meaning) -> {
            properties.putObject(name).put("type", "string").put("description", meaning);
            if (!OPTIONAL_HEADERS.contains(name)) required.add(name);
        });
        return schema;
    }

    private static List<EventType> typesOf(Topic topic) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.topic() == topic)
                .toList();
    }

    private static String name(Topic topic) {
        return topic.topicName().substring("grapevine.".length());
    }

    private static ObjectNode reference(String to) {
        return JSON.objectNode().put("$ref", to);
    }
}
