package io.grapevine.benchmark.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.benchmark.running.Plan.Name;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void withoutNamesEverythingIsMeasured() {
        assertThat(Plan.names(" ")).containsExactlyInAnyOrder(Name.values());
    }

    @Test
    void namesMayHaveBlanksAroundTheirCommas() {
        assertThat(Plan.names("redirect, ingest")).containsExactlyInAnyOrder(Name.REDIRECT, Name.INGEST);
    }

    @Test
    void unknownNameIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.names("redirects"))
                .withMessage(
                        "no benchmark is called redirects; there are classify, mails, start, conversions, attribution, replays, redirect, ingest, rewards, webhooks, fold, streams, graph");
    }

    @Test
    void labellingAndWritingMailsNeedNoSystem() {
        assertThat(new Plan(Set.of(Name.CLASSIFY, Name.MAILS), 1, SECOND, SECOND).needsTheSystem())
                .isFalse();
        assertThat(new Plan(Set.of(Name.CLASSIFY, Name.REDIRECT), 1, SECOND, SECOND).needsTheSystem())
                .isTrue();
    }

    @Test
    void planOfNothingIsRefused() {
        var all = Set.of(Name.START);
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(Set.of(), 1, SECOND, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(all, 0, SECOND, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(all, 1, Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(all, 1, SECOND, SECOND.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(all, 1, SECOND, SECOND, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(all, 1, SECOND, SECOND, 1, 0));
        assertThat(new Plan(all, 1, SECOND, Duration.ZERO).only()).isEqualTo(all);
    }
}
