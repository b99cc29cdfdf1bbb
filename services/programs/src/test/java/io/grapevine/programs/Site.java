package io.grapevine.programs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** A tenant of a test's own, seen from outside: what it may send and with which keys. */
public record Site(String tenantId, String secretKey, String publishableKey) {

    /** Opens a tenant nobody else has. */
    public static Site open() {
        var tenantId = "t-" + UUID.randomUUID();
        var opened = operator()
                .body(Map.of("key", tenantId, "name", "Test"))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract();
        return new Site(tenantId, opened.path("secretKey"), opened.path("publishableKey"));
    }

    public static RequestSpecification operator() {
        return with(Installation.OPERATOR_KEY);
    }

    public static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    public RequestSpecification server() {
        return with(secretKey);
    }

    public RequestSpecification browser() {
        return with(publishableKey);
    }

    /** Puts the smallest program there is. */
    public Site withProgram(String key) {
        server().body(Map.of("name", "Spring", "destination", "https://shop.example/welcome"))
                .put("/v1/programs/" + key)
                .then()
                .statusCode(201);
        return this;
    }

    /** Enrols a person whose id does not matter. */
    public void enrol(String program, Map<String, String> person) {
        assertThat(enrolled(program, person)).startsWith("par_");
    }

    /** Enrols a person and answers the participant's id. */
    public String enrolled(String program, Map<String, String> person) {
        return server().body(person)
                .post("/v1/programs/" + program + "/participants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
