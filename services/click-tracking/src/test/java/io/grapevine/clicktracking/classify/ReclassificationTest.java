package io.grapevine.clicktracking.classify;

import static io.grapevine.events.ClickRecorded.Origin.HOST;
import static io.grapevine.events.ClickRecorded.Origin.LANDING;
import static io.grapevine.events.ClickRecorded.Origin.REDIRECT;
import static io.grapevine.events.TrafficLabel.BOT;
import static io.grapevine.events.TrafficLabel.HEAD;
import static io.grapevine.events.TrafficLabel.HUMAN;
import static io.grapevine.events.TrafficLabel.PREFETCH;
import static io.grapevine.events.TrafficLabel.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.ClickRecorded.Origin;
import io.grapevine.events.Context;
import io.grapevine.events.RequestSigns;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Clicks;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReclassificationTest {

    private static final int TWO_EXAMPLES = 2;

    private final Reclassification reclassification = new Reclassification(
            new TrafficClassifier(
                    userAgent -> userAgent.contains("bot") ? Optional.of(BOT) : Optional.empty(), "2026.12-1"),
            TWO_EXAMPLES);

    @Test
    void countsAreRawAndHumanBeforeAndNow() {
        // Given
        add(REDIRECT, HUMAN, "a browser");
        add(REDIRECT, HUMAN, "a bot");
        add(HOST, BOT, "a bot");
        add(REDIRECT, BOT, "another browser");
        add(HOST, HUMAN, "a robot");
        // When
        var report = reclassification.report();
        // Then
        assertThat(report.version()).isEqualTo("2026.12-1");
        assertThat(report.raw()).isEqualTo(5);
        assertThat(report.humanBefore()).isEqualTo(3);
        assertThat(report.humanNow()).isEqualTo(2);
        assertThat(report.before()).containsOnly(Map.entry(HUMAN, 3L), Map.entry(BOT, 2L));
        assertThat(report.now()).containsOnly(Map.entry(HUMAN, 2L), Map.entry(BOT, 3L));
        assertThat(report.changed()).isEqualTo(3);
        assertThat(report.versionsBefore()).containsOnly(Map.entry("2026.11-1", 5L));
    }

    @Test
    void changesComeWithTheirFirstUserAgentsTheMostFrequentFirst() {
        add(REDIRECT, BOT, "a browser");
        add(REDIRECT, HUMAN, "bot 1");
        add(REDIRECT, HUMAN, "bot 1");
        add(REDIRECT, HUMAN, "bot 2");
        add(REDIRECT, HUMAN, "bot 3");
        assertThat(reclassification.report().changes())
                .satisfiesExactly(
                        change -> {
                            assertThat(change.from()).isEqualTo(HUMAN);
                            assertThat(change.to()).isEqualTo(BOT);
                            assertThat(change.clicks()).isEqualTo(4);
                            assertThat(change.userAgents()).containsExactly("bot 1", "bot 2");
                        },
                        change -> {
                            assertThat(change.from()).isEqualTo(BOT);
                            assertThat(change.to()).isEqualTo(HUMAN);
                            assertThat(change.clicks()).isEqualTo(1);
                        });
    }

    @Test
    void theLandingPageOfARedirectIsNoClickOfItsOwn() {
        add(LANDING, HUMAN, "a bot");
        assertThat(reclassification.report().raw()).isZero();
    }

    @Test
    void whatWasOnlySeenIsNoClick() {
        reclassification.add(Clicks.click("evt_1")
                .label(HUMAN)
                .as(ClickRecorded.Interaction.IMPRESSION)
                .build());
        assertThat(reclassification.report().raw()).isZero();
    }

    @Test
    void whatTheRequestSaidIsJudgedAgain() {
        reclassification.add(click(REDIRECT, HUMAN, "a browser", new RequestSigns("HEAD", null, null, null)));
        reclassification.add(click(REDIRECT, HUMAN, "a browser", new RequestSigns(null, "prefetch", null, null)));
        reclassification.add(click(REDIRECT, HUMAN, "a browser", new RequestSigns(null, null, "no-cors", null)));
        reclassification.add(click(REDIRECT, HEAD, "a browser", new RequestSigns(null, null, null, "image")));
        assertThat(reclassification.report().now())
                .containsOnly(Map.entry(HEAD, 1L), Map.entry(PREFETCH, 1L), Map.entry(BOT, 2L));
    }

    @Test
    void labelsThatOnlyTheRequestCouldGiveStayWhereItWasNotKept() {
        add(REDIRECT, HEAD, "a bot");
        add(REDIRECT, PREFETCH, "a browser");
        add(REDIRECT, PREVIEW, "a browser");
        assertThat(reclassification.report().now())
                .containsOnly(Map.entry(HEAD, 1L), Map.entry(PREFETCH, 1L), Map.entry(HUMAN, 1L));
    }

    @Test
    void aHostThatToldNoUserAgentGaveNothingToJudgeBy() {
        add(HOST, HUMAN, null);
        add(REDIRECT, HUMAN, null);
        var report = reclassification.report();
        assertThat(report.now()).containsOnly(Map.entry(HUMAN, 1L), Map.entry(BOT, 1L));
        assertThat(report.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.userAgents()).containsExactly("(none)"));
    }

    @Test
    void theReportCanBeReadByPeople() {
        add(REDIRECT, HUMAN, "bot\u001b[2J");
        add(REDIRECT, HUMAN, "a browser");
        add(REDIRECT, PREFETCH, "a browser");
        assertThat(reclassification.report().lines())
                .containsExactly(
                        "3 clicks, labelled by 2026.11-1 (3), again by 2026.12-1",
                        "human                    2               1              -1",
                        "bot                      0               1              +1",
                        "prefetch                 1               1              +0",
                        "1 changed",
                        "  human -> bot: 1",
                        "      bot?[2J");
    }

    @Test
    void noClicksAreLabelledByNobody() {
        assertThat(reclassification.report().lines().getFirst())
                .isEqualTo("0 clicks, labelled by nobody, again by 2026.12-1");
    }

    @Test
    void fewerThanNoExamplesAreRefused() {
        var classifier = new TrafficClassifier(userAgent -> Optional.empty(), "1");
        assertThatThrownBy(() -> new Reclassification(classifier, -1)).hasMessageContaining("-1");
    }

    private void add(Origin origin, TrafficLabel label, @Nullable String userAgent) {
        reclassification.add(click(origin, label, userAgent, null));
    }

    private static ClickRecorded click(
            Origin origin, TrafficLabel label, @Nullable String userAgent, @Nullable RequestSigns request) {
        return new ClickRecorded(
                "clk_1",
                origin,
                null,
                "ADA",
                null,
                label,
                "2026.11-1",
                null,
                null,
                userAgent,
                Map.of(),
                Context.NONE,
                null,
                request);
    }
}
