package io.grapevine.attribution.model;

import static io.grapevine.attribution.model.Journeys.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.Journey;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditOutcomeTest {

    @Test
    void amountIsSplitByTheWeightsAndUnitsLeftGoToTheEarlierTouch() {
        // Given
        var journey = through("email", "email", "link");
        // When
        var outcome = CreditOutcome.of(new CreditModel.Linear(), journey, 10_000);
        // Then
        var third = new Weight(BigInteger.ONE, BigInteger.valueOf(3));
        assertThat(outcome)
                .isEqualTo(new CreditOutcome.Credited(List.of(
                        new Credit(journey.touches().get(0), third, 3334),
                        new Credit(journey.touches().get(1), third, 3333),
                        new Credit(journey.touches().get(2), third, 3333))));
    }

    @Test
    void conversionWithoutTouchesBelongsToNobody() {
        assertThat(CreditOutcome.of(new CreditModel.Linear(), new Journey(List.of()), 9900))
                .isEqualTo(new CreditOutcome.Unattributed(9900));
    }
}
