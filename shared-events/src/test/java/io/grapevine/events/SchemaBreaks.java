package io.grapevine.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a schema breaks of a released one, in both directions: records of the release stay in the log for ever, so today's reader must take
 * them; and consumers of the release run on beside today's producers, so they must be able to take what is written now.
 *
 * <p>A property that is new and optional breaks nothing. Nor does a new word in an enum, by agreement: enums of the log are open, and a
 * reader that does not know a word puts the record among its dead letters, as it does with a type that it does not know.
 */
final class SchemaBreaks {

    /** Keywords that are compared by meaning below; any other keyword must stay as it is, because nobody has said what its change means. */
    private static final Set<String> COMPARED =
            Set.of("$schema", "$defs", "$ref", "type", "properties", "required", "enum", "items");

    private static final Set<String> PROSE = Set.of("title", "description", "examples", "$comment");
    private static final String REF_PREFIX = "#/$defs/";

    private final JsonNode releasedRoot;
    private final JsonNode currentRoot;
    private final List<String> breaks = new ArrayList<>();

    private SchemaBreaks(JsonNode released, JsonNode current) {
        this.releasedRoot = released;
        this.currentRoot = current;
    }

    /** Each break as {@code pointer: what}; empty if every old record and every old reader gets on. */
    static List<String> between(JsonNode released, JsonNode current) {
        var comparison = new SchemaBreaks(released, current);
        comparison.compare("", released, current, Set.of());
        return List.copyOf(comparison.breaks);
    }

    /** @param open references under comparison, so that a recursive type ends */
    private void compare(String at, JsonNode releasedNode, JsonNode currentNode, Set<String> open) {
        var pair = releasedNode.path("$ref").asText() + ">"
                + currentNode.path("$ref").asText();
        if (open.contains(pair)) return;
        var opened = new TreeSet<>(open);
        if (pair.length() > 1) opened.add(pair);
        var released = resolved(releasedRoot, releasedNode);
        var current = resolved(currentRoot, currentNode);
        compareTypes(at, released, current);
        compareWords(at, released, current);
        compareProperties(at, released, current, opened);
        if (released.has("items") && current.has("items"))
            compare(at + "/items", released.get("items"), current.get("items"), opened);
        else if (released.has("items") != current.has("items")) breaks.add(at + "/items: added or removed");
        compareOtherKeywords(at, released, current);
    }

    private void compareTypes(String at, JsonNode released, JsonNode current) {
        var before = words(released.path("type"));
        var now = words(current.path("type"));
        if (before.equals(now)) return;
        if (!now.isEmpty() && !now.containsAll(before)) breaks.add(at + ": type " + before + " is no longer taken");
        if (!before.isEmpty() && !before.containsAll(now)) breaks.add(at + ": old readers know no type " + now);
    }

    private void compareWords(String at, JsonNode released, JsonNode current) {
        if (!released.has("enum") && !current.has("enum")) return;
        if (!released.has("enum")) breaks.add(at + ": narrowed to an enum");
        else if (!current.has("enum")) breaks.add(at + ": old readers know no more than their enum");
        else
            words(released.get("enum")).stream()
                    .filter(word -> !words(current.get("enum")).contains(word))
                    .forEach(word -> breaks.add(at + ": enum word " + word + " removed"));
    }

    private void compareProperties(String at, JsonNode released, JsonNode current, Set<String> open) {
        var requiredBefore = words(released.path("required"));
        var requiredNow = words(current.path("required"));
        released.path("properties").properties().forEach(property -> {
            var name = property.getKey();
            var now = current.path("properties").get(name);
            if (now == null) breaks.add(at + "/" + name + ": property removed");
            else compare(at + "/" + name, property.getValue(), now, open);
        });
        requiredNow.stream()
                .filter(name -> !requiredBefore.contains(name))
                .forEach(name -> breaks.add(at + "/" + name + ": required now, and old records lack it"));
        requiredBefore.stream()
                .filter(name -> !requiredNow.contains(name))
                .forEach(name -> breaks.add(at + "/" + name + ": optional now, and old readers need it"));
    }

    private void compareOtherKeywords(String at, JsonNode released, JsonNode current) {
        var keywords = new TreeSet<String>();
        released.fieldNames().forEachRemaining(keywords::add);
        current.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(COMPARED);
        keywords.removeAll(PROSE);
        for (var keyword : keywords)
            if (!released.path(keyword).equals(current.path(keyword))) breaks.add(at + ": " + keyword + " changed");
    }

    private static JsonNode resolved(JsonNode root, JsonNode node) {
        var reference = node.path("$ref").asText();
        if (reference.isEmpty()) return node;
        var name = reference.startsWith(REF_PREFIX) ? reference.substring(REF_PREFIX.length()) : "";
        var target = root.path("$defs").path(name);
        if (target.isMissingNode()) throw new IllegalArgumentException("no definition for " + reference);
        return target;
    }

    /** The elements of an array, or the one word that stands where an array could. */
    private static Set<String> words(JsonNode node) {
        if (node.isMissingNode()) return Set.of();
        if (!node.isArray()) return Set.of(node.asText());
        return node.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }
}
