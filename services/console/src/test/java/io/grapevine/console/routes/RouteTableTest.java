package io.grapevine.console.routes;

import static io.grapevine.console.routes.Backend.CLICK_TRACKING;
import static io.grapevine.console.routes.Backend.INSIGHTS;
import static io.grapevine.console.routes.Backend.PROGRAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(
            new Route("/r", CLICK_TRACKING),
            new Route("/v1/events", CLICK_TRACKING),
            new Route("/v1/programs", PROGRAMS),
            new Route("/v1/programs/special", INSIGHTS)));

    @ParameterizedTest
    @CsvSource({
        "/r/ABC, CLICK_TRACKING",
        "/r, CLICK_TRACKING",
        "/v1/events, CLICK_TRACKING",
        "/v1/events/, CLICK_TRACKING",
        "/v1/events/rejected, CLICK_TRACKING",
        "/v1/programs/demo/participants, PROGRAMS"
    })
    void aPathBelongsToTheServiceOfTheRouteThatCoversIt(String path, Backend expected) {
        // When
        var backend = table.resolve(path, path);
        // Then
        assertThat(backend).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rr", "/r2/x", "/v1", "/v1/eventsource", "/v1/program", "/q/metrics", ""})
    void aPathThatNoRouteCoversBelongsToNobody(String path) {
        // When
        var backend = table.resolve(path, path);
        // Then
        assertThat(backend).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/programs/demo/simulate, REWARD_ISSUING",
        "/v1/programs/demo/simulate/x, REWARD_ISSUING",
        "/v1/programs/demo/simulated, PROGRAMS",
        "/v1/programs//simulate, PROGRAMS",
        "/v1/programs/simulate, PROGRAMS",
        "/v1/programs/demo/x/simulate, PROGRAMS"
    })
    void aPartInBracesStandsForAnyOne(String path, Backend expected) {
        // Given
        var withPart = new RouteTable(List.of(
                new Route("/v1/programs", PROGRAMS), new Route("/v1/programs/{key}/simulate", Backend.REWARD_ISSUING)));
        // Then
        assertThat(withPart.resolve(path, path)).contains(expected);
    }

    @Test
    void theLongerOfTwoCoveringRoutesWins() {
        // When
        var backend = table.resolve("/v1/programs/special/x", "/v1/programs/special/x");
        // Then
        assertThat(backend).contains(INSIGHTS);
    }

    @Test
    void aPathWhoseDotSegmentsLeadElsewhereBelongsToNobody() {
        // When
        var backend = table.resolve("/r/../q/metrics", "/q/metrics");
        // Then
        assertThat(backend).isEmpty();
    }

    @Test
    void aPathWhoseDotSegmentsStayWithTheServiceIsItsOwn() {
        // When
        var backend = table.resolve("/v1/events/./rejected", "/v1/events/rejected");
        // Then
        assertThat(backend).contains(CLICK_TRACKING);
    }

    @Test
    void aPathMayBeRoutedOnce() {
        // Given
        var twice = List.of(new Route("/r", CLICK_TRACKING), new Route("/r", PROGRAMS));
        // When, then
        assertThatThrownBy(() -> new RouteTable(twice)).hasMessageContaining("/r");
    }

    @Test
    void aSingleLetterIsEnoughForARoute() {
        assertThat(new Route("/r", PROGRAMS).covers("/r/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "r", "/r/"})
    void aRouteIsAPathWithoutSlashAtItsEnd(String path) {
        assertThatThrownBy(() -> new Route(path, PROGRAMS)).isInstanceOf(IllegalArgumentException.class);
    }
}
