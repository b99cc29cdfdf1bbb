package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.intake.Intake.Verdict;
import io.grapevine.clicktracking.network.AddressBlocks;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.events.TrafficLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final RecentEvents recent = new RecentEvents();

    @Test
    void aRepetitionWithinARequestIsADuplicateAndAnotherBodyAConflict() {
        // When
        var verdicts = intake("demo")
                .decide(List.of(signUp("e1", "c1"), signUp("e1", "c1"), signUp("e1", "c2"), signUp("e2", "c1")));
        // Then
        assertThat(verdicts.get(0)).isInstanceOf(Verdict.Keep.class);
        assertThat(verdicts.get(1)).isEqualTo(new Verdict.Repeated("e1"));
        assertThat(verdicts.get(2))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refused -> assertThat(refused.why().code()).isEqualTo("event_conflict"));
        assertThat(verdicts.get(3)).isInstanceOf(Verdict.Keep.class);
    }

    @Test
    void whatWasMadeDurableBeforeIsKnownToItsTenantOnly() {
        // Given
        var kept = (Verdict.Keep)
                intake("demo").decide(List.of(signUp("e1", "c1"))).getFirst();
        recent.remember("demo", "api", "e1", kept.event().bodyHash());
        // When, then
        assertThat(intake("demo").decide(List.of(signUp("e1", "c1"))).getFirst())
                .isEqualTo(new Verdict.Repeated("e1"));
        assertThat(intake("demo").decide(List.of(signUp("e1", "c2"))).getFirst())
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(intake("other").decide(List.of(signUp("e1", "c2"))).getFirst())
                .isInstanceOf(Verdict.Keep.class);
    }

    @Test
    void aRejectedEventMayComeAgainRepaired() {
        // When
        var verdicts = intake("demo").decide(List.of(signUp("e1", ""), signUp("e1", "c1")));
        // Then
        assertThat(verdicts.get(0)).isInstanceOf(Verdict.Refuse.class);
        assertThat(verdicts.get(1)).isInstanceOf(Verdict.Keep.class);
        assertThat(((Verdict.Refuse) verdicts.get(0)).submission().claimedId()).isEqualTo("e1");
        assertThat(((Verdict.Refuse) verdicts.get(0)).submission().claimedType())
                .isEqualTo("signup");
    }

    @Test
    void theMemoryForgetsTheOldestFirstAndIsBounded() {
        // When
        for (int i = 0; i < 20_000; i++) recent.remember("demo", "api", "e" + i, "h");
        recent.remember("demo", "api", "next", "h");
        // Then
        assertThat(recent.hashOf("demo", "api", "e0")).isEqualTo("h");
        // When
        for (int i = 0; i < 20_000; i++) recent.remember("demo", "api", "f" + i, "h");
        // Then
        assertThat(recent.hashOf("demo", "api", "e0")).isNull();
        assertThat(recent.hashOf("demo", "api", "f19999")).isEqualTo("h");
        // When
        for (int i = 0; i < 2_002; i++) recent.remember("tenant" + i, "api", "e", "h");
        // Then
        assertThat(recent.hashOf("demo", "api", "f19999")).isNull();
    }

    private Intake intake(String tenantId) {
        var safeguard = new Safeguard(
                Instant.EPOCH,
                token -> new Verification.Refused(Verification.Reason.MALFORMED),
                personal -> {
                    throw new AssertionError("nothing personal here");
                },
                email -> email,
                network -> "no network here",
                new DataCentres(() -> AddressBlocks.NONE),
                userAgent -> TrafficLabel.HUMAN,
                "v");
        return new Intake(new EventReader(safeguard), recent, tenantId);
    }

    private static Submission signUp(String id, String customerId) {
        return new Submission(
                null,
                new Json.Text(id),
                null,
                new Json.Text("signup"),
                null,
                new Json.Members(Map.of("customerId", new Json.Text(customerId))),
                "api",
                50,
                null);
    }
}
