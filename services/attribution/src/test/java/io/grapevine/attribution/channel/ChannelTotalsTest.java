package io.grapevine.attribution.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTotalsTest {

    @Test
    void everyTouchOfAChannelEarnsItsShare() {
        // Given
        var totals = new ChannelTotals(CreditModel.Position.POSITION_BASED);
        // When
        totals.add(journey("email", "link", "email"), 2, BigDecimal.valueOf(1000));
        totals.add(journey("link"), 1, BigDecimal.valueOf(50));
        // Then
        assertThat(totals.credits().keySet()).containsExactly("email", "link");
        assertCredit(totals, "email", "1.6", "800");
        assertCredit(totals, "link", "1.4", "250");
        assertThat(totals.unattributed()).isEqualTo(ChannelCredit.NONE);
    }

    @Test
    void journeysWithoutTouchesAreUnattributed() {
        var totals = new ChannelTotals(new CreditModel.Linear());
        totals.add(new Journey(List.of()), 1, BigDecimal.valueOf(70));
        totals.add(new Journey(List.of()), 2, BigDecimal.valueOf(30));
        assertThat(totals.credits()).isEmpty();
        assertThat(totals.unattributed()).isEqualTo(new ChannelCredit(BigDecimal.valueOf(3), BigDecimal.valueOf(100)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void creditsOfAllChannelsSumToAllThatWasAdded(long seed) {
        var random = new Random(seed);
        for (var model :
                List.of(new CreditModel.Linear(), CreditModel.TimeDecay.SEVEN_DAYS, CreditModel.Position.J_SHAPED)) {
            // Given
            var totals = new ChannelTotals(model);
            var value = BigDecimal.ZERO;
            // When
            for (var i = 0; i < 200; i++) {
                var channels = new ArrayList<String>();
                for (var touch = 0; touch <= random.nextInt(9); touch++) channels.add("c" + random.nextInt(5));
                var worth = BigDecimal.valueOf(random.nextInt());
                totals.add(journey(channels.toArray(String[]::new)), 1, worth);
                value = value.add(worth);
            }
            // Then
            var sum = totals.credits().values().stream().reduce(ChannelCredit.NONE, ChannelCredit::plus);
            assertThat(sum.conversions()).isCloseTo(BigDecimal.valueOf(200), within(new BigDecimal("1e-25")));
            assertThat(sum.value()).isCloseTo(value, within(new BigDecimal("1e-20")));
        }
    }

    @Test
    void groupOfJourneysMustSayWhatItIs() {
        var one = BigDecimal.ONE;
        assertThatIllegalArgumentException().isThrownBy(() -> JourneyGroup.lost(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> JourneyGroup.converted(List.of("a", ""), one));
        assertThatIllegalArgumentException().isThrownBy(() -> new JourneyGroup(List.of("a"), -1, 0, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new JourneyGroup(List.of("a"), 0, -1, one));
        assertThat(JourneyGroup.lost(List.of("a"))).isEqualTo(new JourneyGroup(List.of("a"), 0, 1, BigDecimal.ZERO));
        assertThat(JourneyGroup.converted(List.of("a"), one)).isEqualTo(new JourneyGroup(List.of("a"), 1, 0, one));
    }

    private static void assertCredit(ChannelTotals totals, String channel, String conversions, String value) {
        var credit = totals.credits().get(channel);
        assertThat(credit.conversions()).isCloseTo(new BigDecimal(conversions), within(new BigDecimal("1e-30")));
        assertThat(credit.value()).isCloseTo(new BigDecimal(value), within(new BigDecimal("1e-30")));
    }

    private static Journey journey(String... channels) {
        var touches = new ArrayList<ChannelTouch>();
        for (var channel : channels)
            touches.add(new ChannelTouch(
                    "t" + touches.size(), channel, Instant.EPOCH.plus(Duration.ofDays(touches.size())), 0));
        return new Journey(touches);
    }
}
