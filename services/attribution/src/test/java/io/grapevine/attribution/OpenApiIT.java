package io.grapevine.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.testkit.apidoc.OpenApiRules;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class OpenApiIT {

    @Test
    void theDocumentSaysAllThatAClientMustKnow() {
        // When
        var document = RestAssured.get("/q/openapi?format=json").asString();
        // Then
        assertThat(OpenApiRules.violations(document)).isEmpty();
    }
}
