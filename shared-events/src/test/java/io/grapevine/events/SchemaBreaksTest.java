package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaBreaksTest {

    private static final String RELEASED = """
            {"type": "object", "required": ["id", "amount"], "properties": {
              "id": {"type": "string"},
              "note": {"type": "string"},
              "at": {"type": "string", "format": "date-time"},
              "amount": {"$ref": "#/$defs/Money"},
              "state": {"type": "string", "enum": ["open", "won"]},
              "lines": {"type": "array", "items": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}}},
              "size": {"type": ["integer", "string"]}},
             "$defs": {"Money": {"type": "object", "required": ["minor"], "properties": {"minor": {"type": "integer"}}}}}
            """;

    @Test
    void theSameSchemaBreaksNothing() throws JsonProcessingException {
        assertThat(SchemaBreaks.between(json(RELEASED), json(RELEASED))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // change                                  | to                                              | what
                // breaks
                "\"note\": {\"type\": \"string\"},         |                                                 | /note: property removed",
                "\"id\": {\"type\": \"string\"}            | \"id\": {\"type\": \"integer\"}                 | /id: type [string] is no longer taken",
                "[\"integer\", \"string\"]                 | \"integer\"                                     | /size: type [integer, string] is no longer taken",
                "\"note\": {\"type\": \"string\"}          | \"note\": {\"type\": [\"string\", \"null\"]}    | /note: old readers know no type [null, string]",
                "\"required\": [\"id\", \"amount\"]        | \"required\": [\"id\", \"amount\", \"note\"]    | /note: required now, and old records lack it",
                "\"required\": [\"id\", \"amount\"]        | \"required\": [\"amount\"]                      | /id: optional now, and old readers need it",
                "[\"open\", \"won\"]                       | [\"won\"]                                       | /state: enum word open removed",
                "\"note\": {\"type\": \"string\"}          | \"note\": {\"type\": \"string\", \"enum\": [\"a\"]} | /note: narrowed to an enum",
                ", \"enum\": [\"open\", \"won\"]           |                                                 | /state: old readers know no more than their enum",
                "\"format\": \"date-time\"                 | \"format\": \"date\"                            | /at: format changed",
                "\"note\": {\"type\": \"string\"}          | \"note\": {\"type\": \"string\", \"maxLength\": 9} | /note: maxLength changed",
                "\"sku\": {\"type\": \"string\"}           | \"sku\": {\"type\": \"integer\"}                | /lines/items/sku: type [string] is no longer taken",
                "\"required\": [\"sku\"],                  |                                                 | /lines/items/sku: optional now, and old readers need it",
                "\"minor\": {\"type\": \"integer\"}        | \"minor\": {\"type\": \"number\"}               | /amount/minor: type [integer] is no longer taken",
                ", \"items\": {\"type\": \"object\", \"required\": [\"sku\"], \"properties\": {\"sku\": {\"type\": \"string\"}}} | | /lines/items: added or removed",
            })
    void eachKindOfBreakIsNamed(String change, String to, String broken) throws JsonProcessingException {
        // Given
        assertThat(RELEASED).contains(change);
        var current = RELEASED.replace(change, to == null ? "" : to);
        // When
        var breaks = SchemaBreaks.between(json(RELEASED), json(current));
        // Then
        assertThat(breaks).contains(broken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\": {\"type\": \"string\"}    | \"id\": {\"type\": \"string\"}, \"added\": {\"type\": \"object\"}",
                "[\"open\", \"won\"]               | [\"open\", \"won\", \"lost\"]",
                "\"note\": {\"type\": \"string\"}  | \"note\": {\"type\": \"string\", \"description\": \"for people\"}",
                "{\"$ref\": \"#/$defs/Money\"}     | {\"type\": \"object\", \"required\": [\"minor\"], \"properties\": {\"minor\": {\"type\": \"integer\"}}}",
            })
    void whatIsOnlyAddedOrSaidAnotherWayBreaksNothing(String change, String to) throws JsonProcessingException {
        // Given
        assertThat(RELEASED).contains(change);
        // When
        var breaks = SchemaBreaks.between(json(RELEASED), json(RELEASED.replace(change, to)));
        // Then
        assertThat(breaks).isEmpty();
    }

    @Test
    void aTypeThatContainsItselfIsComparedOnce() throws JsonProcessingException {
        // Given
        var tree = json("""
                {"$ref": "#/$defs/Node", "$defs": {"Node": {"type": "object", "properties": {"child": {"$ref": "#/$defs/Node"}}}}}""");
        // When, Then
        assertThat(SchemaBreaks.between(tree, tree)).isEmpty();
    }

    @Test
    void aReferenceToNothingIsNoComparison() throws JsonProcessingException {
        var dangling = json("{\"$ref\": \"#/$defs/Lost\"}");
        assertThatThrownBy(() -> SchemaBreaks.between(dangling, dangling)).hasMessageContaining("#/$defs/Lost");
    }

    @Test
    void everyBreakIsNamedNotOnlyTheFirst() throws JsonProcessingException {
        assertThat(SchemaBreaks.between(json(RELEASED), json("{\"type\": \"object\"}")))
                .containsAll(List.of("/id: property removed", "/amount: property removed", "/lines: property removed"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return EventJson.mapper().readTree(text);
    }
}
