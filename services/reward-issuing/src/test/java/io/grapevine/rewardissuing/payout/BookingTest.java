package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.ProposalTest.payable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.rewardissuing.payout.Booking.Booked;
import io.grapevine.rewardissuing.payout.Booking.Dropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingTest {

    private static final PaymentOrder TWO_REWARDS =
            new PaymentOrder("pyl_1", "ada", 800, Map.of("rew_1", 500L, "rew_2", 300L));

    @Test
    void whatIsStillPayableIsBookedAsSigned() {
        assertThat(book(TWO_REWARDS, payable("rew_1", "ada", 500), payable("rew_2", "ada", 300)))
                .isEqualTo(booked(payable("rew_1", "ada", 500), payable("rew_2", "ada", 300)));
    }

    @Test
    void whatWasTakenBackSinceIsNotBooked() {
        assertThat(book(TWO_REWARDS, payable("rew_1", "ada", 100), payable("rew_2", "ada", 300)))
                .isEqualTo(booked(payable("rew_1", "ada", 100), payable("rew_2", "ada", 300)));
        assertThat(book(TWO_REWARDS, payable("rew_2", "ada", 300))).isEqualTo(booked(payable("rew_2", "ada", 300)));
    }

    @Test
    void whatWasAddedSinceWaitsForTheNextPayout() {
        assertThat(book(
                        TWO_REWARDS,
                        payable("rew_1", "ada", 900),
                        payable("rew_2", "ada", 300),
                        payable("rew_3", "ada", 50)))
                .isEqualTo(booked(payable("rew_1", "ada", 500), payable("rew_2", "ada", 300)));
    }

    @Test
    void aDebtThatCameUpSinceIsNetted() {
        assertThat(book(
                        TWO_REWARDS,
                        payable("rew_0", "ada", -600),
                        payable("rew_1", "ada", 500),
                        payable("rew_2", "ada", 300)))
                .isEqualTo(booked(
                        payable("rew_0", "ada", -600), payable("rew_1", "ada", 500), payable("rew_2", "ada", 300)));
    }

    @Test
    void aDebtThatWentAwayDoesNotPayMoreThanWasSigned() {
        // Given
        var order = new PaymentOrder("pyl_1", "ada", 200, Map.of("rew_1", 300L, "rew_2", 200L, "rew_0", -300L));
        // When
        var booking =
                book(order, payable("rew_0", "ada", -50), payable("rew_1", "ada", 300), payable("rew_2", "ada", 200));
        // Then: of 450 only 200 were signed, so the newest reward waits, and part of the other
        assertThat(booking).isEqualTo(booked(payable("rew_0", "ada", -50), payable("rew_1", "ada", 250)));
    }

    @Test
    void tooLittleIsDroppedWithTheReason() {
        assertThat(book(TWO_REWARDS)).isEqualTo(new Dropped("pyl_1", BlockReason.BELOW_MINIMUM));
        assertThat(book(TWO_REWARDS, payable("rew_1", "ada", 9)))
                .isEqualTo(new Dropped("pyl_1", BlockReason.BELOW_MINIMUM));
        assertThat(book(TWO_REWARDS, payable("rew_1", "ada", 10))).isEqualTo(booked(payable("rew_1", "ada", 10)));
        assertThat(book(TWO_REWARDS, payable("rew_1", "ada", 10), payable("rew_2", "ada", -11)))
                .isEqualTo(new Dropped("pyl_1", BlockReason.NEGATIVE_BALANCE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverHappenedSinceNobodyGetsMoreThanSignedOrThanOwed(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            // Given
            var signed = new HashMap<String, Long>();
            var now = new ArrayList<Payable>();
            for (var reward = 0; reward < 6; reward++) {
                if (random.nextBoolean()) signed.put("rew_" + reward, random.nextLong(-300, 500) | 1);
                if (random.nextBoolean()) now.add(payable("rew_" + reward, "ada", random.nextLong(-300, 500) | 1));
            }
            var sum = signed.values().stream().mapToLong(Long::longValue).sum();
            if (sum <= 0) continue;
            // When
            var booking = Booking.of(new PaymentOrder("pyl_1", "ada", sum, signed), now, 1);
            // Then
            var owed = now.stream().mapToLong(Payable::minor).sum();
            if (booking instanceof Booked booked)
                assertThat(booked.amountMinor())
                        .isPositive()
                        .isLessThanOrEqualTo(sum)
                        .isLessThanOrEqualTo(owed);
        }
    }

    @Test
    void anotherAccountThanTheSignedOneIsNotPaid() {
        assertThat(Booking.payeeChanged("pyl_1")).isEqualTo(new Dropped("pyl_1", BlockReason.PAYEE_CHANGED));
    }

    @Test
    void anOrderIsAboutMoney() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentOrder("pyl_1", "ada", 0, Map.of()));
    }

    private static Booking book(PaymentOrder order, Payable... now) {
        return Booking.of(order, List.of(now), 10);
    }

    private static Booked booked(Payable... items) {
        return new Booked("pyl_1", List.of(items));
    }
}
