package io.grapevine.programs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.programs.definition.ProgramVersion.Change;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Instant NOW_IN_MILLIS = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void aFirstVersionHoldsForAllTimes() {
        assertThat(ProgramVersion.decide(null, definition("A", null), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(1, null, terms("A"))));
    }

    @Test
    void aFirstVersionHoldsFromWhenItSays() {
        assertThat(ProgramVersion.decide(null, definition("A", LATER), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(1, LATER, terms("A"))));
    }

    @Test
    void aLaterVersionHoldsFromNowOn() {
        // Given
        var latest = new ProgramVersion(1, null, terms("A"));
        // Then
        assertThat(ProgramVersion.decide(latest, definition("B", null), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(2, NOW_IN_MILLIS, terms("B"))));
    }

    @Test
    void theSameTermsAgainChangeNothing() {
        // Given
        var latest = new ProgramVersion(3, LATER, terms("A"));
        // Then
        assertThat(ProgramVersion.decide(latest, definition("A", null), NOW)).isEqualTo(new Change.None(latest));
        assertThat(ProgramVersion.decide(latest, definition("A", LATER), NOW)).isEqualTo(new Change.None(latest));
    }

    @Test
    void theSameTermsFromAnotherTimeAreAnotherVersion() {
        // Given
        var latest = new ProgramVersion(1, null, terms("A"));
        // Then
        assertThat(ProgramVersion.decide(latest, definition("A", LATER), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(2, LATER, terms("A"))));
    }

    @Test
    void aVersionMayStartWithItsPredecessorButNotBefore() {
        // Given
        var latest = new ProgramVersion(1, LATER, terms("A"));
        // Then
        assertThat(ProgramVersion.decide(latest, definition("B", LATER), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(2, LATER, terms("B"))));
        assertThat(ProgramVersion.decide(latest, definition("B", LATER.minusMillis(1)), NOW))
                .isInstanceOf(Change.Impossible.class);
        assertThat(ProgramVersion.decide(latest, definition("B", null), NOW)).isInstanceOf(Change.Impossible.class);
    }

    @Test
    void aThousandVersionsAreTheMost() {
        // Given
        var last = new ProgramVersion(ProgramVersion.MOST, null, terms("A"));
        // Then
        assertThat(ProgramVersion.decide(last, definition("B", null), NOW)).isInstanceOf(Change.Impossible.class);
        assertThat(ProgramVersion.decide(last, definition("A", null), NOW)).isEqualTo(new Change.None(last));
    }

    @Test
    void versionNumbersCountFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgramVersion(0, null, terms("A")));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgramVersion(1001, null, terms("A")));
    }

    @Test
    void aFirstVersionFromNowHoldsFromThenAndARepeatedOneIsNoNews() {
        // Given
        var now = new Definition(terms("A"), null, true);
        // When
        var first = ProgramVersion.decide(null, now, NOW);
        // Then
        var version = new ProgramVersion(1, NOW_IN_MILLIS, now.terms());
        assertThat(first).isEqualTo(new Change.Next(version));
        assertThat(ProgramVersion.decide(version, now, NOW.plusSeconds(9))).isEqualTo(new Change.None(version));
    }

    @Test
    void anotherAudienceIsAnotherVersion() {
        // Given
        var version = new ProgramVersion(1, null, terms("A"));
        var others = terms("A").withAudience(Terms.Audience.NEW_CUSTOMERS);
        // Then
        assertThat(ProgramVersion.decide(version, new Definition(others, null, true), NOW))
                .isEqualTo(new Change.Next(new ProgramVersion(2, NOW_IN_MILLIS, others)));
    }

    @Test
    void programKeysAreShortPlainWords() {
        assertThat(ProgramKey.parse("spring_26-A")).contains(new ProgramKey("spring_26-A"));
        assertThat(ProgramKey.parse("a".repeat(64))).isPresent();
        assertThat(ProgramKey.parse("a".repeat(65))).isEmpty();
        assertThat(ProgramKey.parse("")).isEmpty();
        assertThat(ProgramKey.parse("a:b")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgramKey("a b"));
    }

    private static Terms terms(String name) {
        return definition(name, null).terms();
    }

    private static Definition definition(String name, @Nullable Instant effectiveFrom) {
        var read = Definition.read(Map.of("name", name, "destination", "https://shop.example/"))
                .orRefuse();
        return new Definition(read.terms(), effectiveFrom);
    }
}
