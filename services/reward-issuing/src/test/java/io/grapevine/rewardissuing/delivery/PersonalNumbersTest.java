package io.grapevine.rewardissuing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalNumbersTest {

    @Test
    void theFirstThingToldAboutSomebodyIsNumberOne() {
        assertThat(PersonalNumbers.of(List.of("ada"), Map.of("ada", 1L))).containsExactly(1L);
    }

    @Test
    void everybodysNumbersGoOnWithoutAGapInTheOrderThingsAreTold() {
        // When
        var numbers = PersonalNumbers.of(List.of("ada", "bea", "ada", "ada", "bea"), Map.of("ada", 10L, "bea", 2L));
        // Then
        assertThat(numbers).containsExactly(8L, 1L, 9L, 10L, 2L);
    }

    @Test
    void whoIsNotCountedCannotBeNumbered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalNumbers.of(List.of("eve"), Map.of("ada", 1L)))
                .withMessageContaining("eve");
    }
}
