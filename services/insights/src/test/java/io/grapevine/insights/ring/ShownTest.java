package io.grapevine.insights.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded.Interaction;
import io.grapevine.events.ClickRecorded.Origin;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Purchases;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Context AROUND =
            new Context(null, null, null, "device-1", null, new Context.Network("aa", null), null);

    @Test
    void aSignUpShowsAddressBrowserDeviceAndPlaceAndTheCodeThatWasGiven() {
        // When
        var shown = shown(signUp("ada", AROUND));
        // Then
        assertThat(shown.showings())
                .extracting(Showing::trait)
                .containsExactly("browser", "device", "email", "email", "place");
        assertThat(shown.showings()).allSatisfy(showing -> {
            assertThat(showing.person()).isEqualTo("ada");
            assertThat(showing.tenantId()).isEqualTo("acme");
        });
        assertThat(shown.given())
                .containsExactly(new CodeGiven("acme", "ada", "BEA"), new CodeGiven("acme", "ada", "CLEO"));
    }

    @Test
    void aPlaceIsOfOneDay() {
        // Given
        var before = Event.stated("acme", "e1", "api", NOON, null, signUp("ada", AROUND));
        var sameDay = Event.stated("acme", "e2", "api", NOON.plusSeconds(3_600), null, signUp("ada", AROUND));
        var nextDay = Event.stated("acme", "e3", "api", NOON.plusSeconds(43_200), null, signUp("ada", AROUND));
        // Then
        assertThat(Shown.by("acme", List.of(before, sameDay)).showings()).hasSize(5);
        assertThat(Shown.by("acme", List.of(before, sameDay, nextDay)).showings())
                .hasSize(6);
    }

    @Test
    void anOrderShowsMeansOfPayment() {
        // Given
        var order = order("ada");
        // Then
        assertThat(shown(order).showings()).extracting(Showing::trait).containsExactly("payment");
        assertThat(shown(order(null)).showings()).isEmpty();
    }

    @Test
    void whoIsIdentifiedAndWhoIsEnrolledAreToldByTheSameAddress() {
        // When
        var shown = shown(
                new IdentifyRecorded("v1", "ada", "h1", null, Context.NONE),
                new ParticipantPublished("par_1", "spring", "bea", "BEA", "h1", null, null));
        // Then
        assertThat(shown.showings())
                .filteredOn(showing -> showing.trait().equals("email"))
                .hasSize(2)
                .extracting(Showing::key)
                .containsOnly(shown.showings().stream()
                        .filter(showing -> showing.person().equals("bea"))
                        .findFirst()
                        .orElseThrow()
                        .key());
    }

    @Test
    void anAliasSaysThatTwoIdsAreOnePersonAndMayNameABrowser() {
        // When
        var shown = shown(
                new AliasRecorded("v1", "ada", Context.NONE),
                new IdentifyRecorded("v1", "bob", null, null, Context.NONE));
        // Then
        assertThat(shown.same()).containsExactly(new SamePerson("acme", "v1", "ada"));
        assertThat(shown.showings()).extracting(Showing::key).hasSize(2).containsOnly(keyOfBrowser("v1"));
    }

    @Test
    void aLinkIsFollowedByACodeOrByWhatTheLandingPageKnows() {
        // When
        var shown = shown(
                Clicks.click("c1").by("v1").code("ADA").link("lnk_1").build(),
                Clicks.click("c2")
                        .by("v1")
                        .code(null)
                        .link("lnk_1")
                        .seenBy(Origin.LANDING)
                        .build(),
                Clicks.click("c3").by("v1").code("ADA").build());
        // Then
        assertThat(shown.followed())
                .containsExactly(
                        new LinkFollowed("acme", keyOfBrowser("v1"), "", "lnk_1"),
                        new LinkFollowed("acme", keyOfBrowser("v1"), "ADA", ""));
    }

    @Test
    void machinesAndEyesFollowNothing() {
        assertThat(shown(
                                Clicks.click("c1")
                                        .by("v1")
                                        .code("ADA")
                                        .label(TrafficLabel.BOT)
                                        .build(),
                                Clicks.click("c2")
                                        .by("v1")
                                        .code("ADA")
                                        .as(Interaction.IMPRESSION)
                                        .build(),
                                Clicks.click("c3").by("v1").code(null).build(),
                                Clicks.click("c4").code("ADA").build())
                        .followed())
                .isEmpty();
    }

    @Test
    void whoRefusesShowsNothing() {
        // Given
        var denied = new Context(null, Consent.DENIED, null, "device-1", null);
        // When
        var shown = shown(signUp("ada", denied));
        // Then
        assertThat(shown.showings()).isEmpty();
        assertThat(shown.given()).isEmpty();
    }

    @Test
    void whatIsOfNobodyShowsNothing() {
        assertThat(shown(new RefundRecorded("r1", "o1", 5, "EUR", List.of(), null, AROUND))
                        .showings())
                .isEmpty();
    }

    private static Shown shown(EventData... data) {
        return Shown.by(
                "acme",
                List.of(data).stream()
                        .<Event<?>>map(each -> Event.stated("acme", "e", "api", NOON, null, each))
                        .toList());
    }

    private static SignUpRecorded signUp(String customer, Context context) {
        return new SignUpRecorded(
                customer, "v1", new Evidence(null, null, "BEA", List.of("CLEO")), "h1", null, null, context, "h2");
    }

    private static PurchaseRecorded order(@Nullable String customer) {
        var order = Purchases.order("o1").by(customer, "v1").build();
        return new PurchaseRecorded(
                order.orderId(),
                order.customerId(),
                customer == null ? "v1" : null,
                order.amountMinor(),
                order.currency(),
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                "card-1",
                null,
                Context.NONE);
    }

    private static UUID keyOfBrowser(String visitor) {
        return shown(new IdentifyRecorded(visitor, "x", null, null, Context.NONE))
                .showings()
                .iterator()
                .next()
                .key();
    }
}
