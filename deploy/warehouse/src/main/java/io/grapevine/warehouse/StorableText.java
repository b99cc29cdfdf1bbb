package io.grapevine.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Text that every database takes. PostgreSQL refuses U+0000 and halves of surrogate pairs, and with one such character a whole batch of
 * rows; both become U+FFFD.
 */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text itself, unless it has such a character. */
    static String of(String text) {
        var at = firstRefused(text, 0);
        if (at < 0) return text;
        var storable = new StringBuilder(text);
        for (; at >= 0; at = firstRefused(text, at + 1)) storable.setCharAt(at, REPLACEMENT);
        return storable.toString();
    }

    /** The same of every text and name within. */
    static JsonNode within(JsonNode node) {
        if (node instanceof TextNode text) return TextNode.valueOf(of(text.textValue()));
        if (node instanceof ArrayNode array) {
            var storable = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> storable.add(within(element)));
            return storable;
        }
        if (node instanceof ObjectNode object) {
            var storable = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> storable.set(of(entry.getKey()), within(entry.getValue())));
            return storable;
        }
        return node;
    }

    private static int firstRefused(String text, int from) {
        int i = from;
        while (i < text.length()) {
            var character = text.charAt(i);
            if (character == 0) return i;
            var pair = i + 1 < text.length() && Character.isSurrogatePair(character, text.charAt(i + 1));
            if (Character.isSurrogate(character) && !pair) return i;
            i += pair ? 2 : 1;
        }
        return -1;
    }
}
