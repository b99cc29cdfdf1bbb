package io.grapevine.rewardissuing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovedTest {

    @ParameterizedTest
    @CsvSource({
        "100, 0, 0, PENDING",
        "-100, 100, 0, POSTED",
        "0, 100, 0, POSTED",
        "-100, 0, 0, VOIDED",
        "0, -100, 0, REVERSAL",
        "100, -100, 0, FROZEN",
        "0, -100, 100, PAID",
        "0, 100, -100, RETURNED",
        "-100, 60, 0, POSTED VOIDED",
        "-60, 100, 0, POSTED",
        "100, -60, 0, PENDING FROZEN",
        "60, -100, 0, FROZEN REVERSAL",
        "-100, -20, 0, REVERSAL VOIDED",
        "100, 20, 0, PENDING POSTED",
        "0, 0, 100, POSTED PAID",
        "-100, 0, 100, POSTED PAID",
        "0, 0, 0,"
    })
    void aTransferIsToldInTheLedgersWords(long held, long payable, long paid, String words) {
        var expected = words == null
                ? new Booking[0]
                : Arrays.stream(words.split(" ", -1)).map(Booking::valueOf).toArray(Booking[]::new);
        assertThat(new Moved(held, payable, paid).bookings()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"REVERSAL, reversal", "POSTED, posted"})
    void wordsTravelInLowerCase(Booking booking, String word) {
        assertThat(booking.wireName()).isEqualTo(word);
    }
}
