package io.grapevine.notification.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.Terms;
import io.grapevine.notification.Programs;
import io.grapevine.notification.Readers;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Milestones over a real log, database and SMTP: seen coming once, told once, whatever is corrected in between. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
@WithTestResource(StubMailServer.class)
@NullUnmarked
class MilestoneIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @Inject
    PersonalData personalData;

    @Inject
    TenantTransactions transactions;

    private final String ada = UUID.randomUUID() + "@shop.example";
    private Readers readers;

    @BeforeEach
    void aTenantOfItsOwn() {
        readers = new Readers(transactions);
    }

    @Test
    void aMilestoneIsSeenComingOnceAndToldOnceWhateverIsCorrected() {
        // Given
        publish();
        // When: two of three friends have come
        TestLog.append(signUp("cnv_1", 1), signUp("cnv_2", 1));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mails("One friend more")).hasSize(1));
        assertThat(mails("One friend more").getFirst()).contains("Almost there");
        // When: one was none, another comes in the place, and the log comes twice
        TestLog.append(
                readers.stated(Decisions.signUp()
                        .of("cnv_2")
                        .revision(2)
                        .in("spring", 1)
                        .unattributed(Outcome.REFUSED, null)
                        .build()),
                signUp("cnv_2", 1),
                signUp("cnv_3", 1));
        await().atMost(SOON).until(() -> one("count(*) from brought where participant_id = 'par_ada'") == 2);
        TestLog.append(signUp("cnv_4", 1), reward("rew_1", Status.HELD, 1));
        // Then: the milestone's word comes in the place of the reward's
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("You did it")).hasSize(1));
        assertThat(mails("You did it").getFirst()).contains("Milestone reached").contains("50");
        assertThat(one("count(*) from notices where moment = 'reward_held'")).isZero();
        // When: it is taken back, and another conversion completes the same milestone
        TestLog.append(
                reward("rew_1", Status.CLAWED_BACK, 2),
                reward("rew_2", Status.RELEASED, 1),
                reward("rew_1", Status.HELD, 1));
        // Then: that is a reward like others
        await().atMost(SOON)
                .until(() -> one("count(*) from notices where subject = 'rew_2' and moment = 'reward_released'"
                                + " and channel = 'email' and status = 'sent'")
                        == 1);
        assertThat(one("count(*) from notices where moment = 'milestone_reached' and channel = 'email'"))
                .isEqualTo(1);
        assertThat(one("count(*) from notices where moment = 'milestone_near' and channel = 'email'"))
                .isEqualTo(1);
    }

    /** By the words of the subject, however it is encoded. */
    private List<String> mails(String words) {
        return StubMailServer.mailsTo(ada).stream()
                .map(mail -> mail.source().replaceAll("=\\r?\\n", ""))
                .filter(source -> source.lines()
                        .anyMatch(line -> line.startsWith("Subject: ")
                                && line.replace('_', ' ').contains(words)))
                .toList();
    }

    private Event<?> signUp(String conversionId, int revision) {
        return readers.stated(Decisions.signUp()
                .of(conversionId)
                .revision(revision)
                .by("friend-" + conversionId)
                .in("spring", 1)
                .broughtBy("ada")
                .at(Instant.now())
                .build());
    }

    private Event<?> reward(String rewardId, Status status, int sequence) {
        return readers.stated(Rewards.reward(rewardId)
                .in("spring", 1)
                .rule("bonus")
                .is(status, sequence)
                .worth(RewardKind.CASH, 5000, "EUR")
                .at(Instant.now())
                .build());
    }

    private void publish() {
        TestLog.append(readers.stated(Programs.named("spring", 1, "Spring", bonus())));
        var _ = readers.enrol(personalData, "par_ada", "spring", "en", Map.of("email", ada));
        await().atMost(SOON).until(() -> one("count(*) from milestones") == 1);
    }

    private static Terms.RewardRule bonus() {
        return new Terms.RewardRule(
                "bonus",
                Terms.Trigger.SIGNUP,
                Terms.Role.ADVOCATE,
                1,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(5000, "EUR"), null),
                Duration.ZERO,
                null,
                null,
                null,
                new RewardLimits(List.of(), new RewardLimits.Milestone(3, null)),
                null);
    }

    private long one(String count) {
        return Long.parseLong(readers.one("select cast((select " + count + ") as text)"));
    }
}
