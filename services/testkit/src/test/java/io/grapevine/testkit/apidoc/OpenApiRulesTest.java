package io.grapevine.testkit.apidoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiRulesTest {

    private static final String PROBLEM =
            "{'description': '`some_code`: why', 'content': {'application/problem+json': {'schema': {'$ref': '#/components/schemas/Problem'}, 'example': {'code': 'some_code'}}}}";
    private static final String COMPLETE = """
            {'info': {'title': 't', 'version': '1', 'description': 'd', 'license': {'name': 'l'}},
             'paths': {'/v1/things': {'get': {'summary': 's', 'tags': ['T'], 'security': [{'secret': []}],
               'parameters': [{'name': 'limit', 'description': 'how many', 'schema': {'minimum': 1, 'maximum': 9}}],
               'responses': {'401': $P, '403': $P, '500': $P, '200': {'description': 'ok',
                 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Thing'}, 'example': {'size': 1}}}}}}}},
             'components': {'securitySchemes': {'secret': {}}, 'schemas': {
               'Problem': {'type': 'object', 'properties': {'code': {'type': 'string'}}},
               'Thing': {'type': 'object', 'properties': {'size': {'type': 'integer'}}}}}}
            """.replace("$P", PROBLEM);

    @Test
    void aCompleteDocumentHasNoViolation() {
        assertThat(violations(COMPLETE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'summary': 's', | | GET /v1/things: no summary",
                "'tags': ['T'], | | GET /v1/things: no tag",
                "'security': [{'secret': []}], | | GET /v1/things: does not say which key opens it",
                "[{'secret': []}] | [{'other': []}] | GET /v1/things: unknown security scheme other",
                "'description': 'how many', | | GET /v1/things: parameter limit is not described",
                "'maximum': 9 | 'title': 'x' | GET /v1/things: parameter limit has no bounds",
                "'`some_code`: why' | 'why' | GET /v1/things: 500 names no code",
                "'$ref': '#/components/schemas/Problem' | 'type': 'object' | GET /v1/things: 401 is no problem",
                "'403': | '409': | GET /v1/things: has a key and does not tell of 401 and 403",
                "'500': | '503': | GET /v1/things: does not tell of 500",
                ", 'example': {'size': 1} | | GET /v1/things 200 application/json: no example",
                "{'size': 1} | {'size': 'one'} | GET /v1/things 200 application/json: example: $.size: string found, integer expected",
                "'license': {'name': 'l'} | 'x': 1 | document: no /info/license/name"
            })
    void whatIsLeftUnsaidIsNamed(String said, String instead, String violation) {
        // Given
        assertThat(COMPLETE).contains(said);
        // When
        var violations = violations(COMPLETE.replace(said, instead == null ? "" : instead));
        // Then
        assertThat(violations).contains(violation);
    }

    @Test
    void anExampleHasNoPropertyThatItsSchemaLacks() {
        assertThat(violations(COMPLETE.replace("{'size': 1}", "{'colour': 'red'}")))
                .singleElement()
                .asString()
                .contains("colour");
    }

    private static List<String> violations(String document) {
        return OpenApiRules.violations(document.replace('\'', '"'));
    }
}
