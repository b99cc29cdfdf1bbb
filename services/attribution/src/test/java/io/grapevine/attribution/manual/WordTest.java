package io.grapevine.attribution.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation.Manual;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final CodeOwner ADA = new CodeOwner("spring", "A1", "par_ada", "ada", null);

    @Test
    void theLatestHoldsHoweverTheyCame() {
        // Given
        var first = word("e2", NOON, ADA);
        var last = word("e1", NOON.plusMillis(1), null);
        // Then
        assertThat(Word.latest(List.of(first, last))).contains(last);
        assertThat(Word.latest(List.of(last, first))).contains(last);
        assertThat(Word.latest(List.of(first, word("e3", NOON, null)))).contains(word("e3", NOON, null));
        assertThat(Word.latest(List.of())).isEmpty();
    }

    @Test
    void aWordThatIsTakenBackNamesNobody() {
        assertThat(word("e1", NOON, ADA).named()).contains(ADA);
        assertThat(word("e1", NOON, null).named()).isEmpty();
    }

    @Test
    void everyWordSaysWhyInASentenceOrTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> reasoned(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> reasoned("x".repeat(501)));
        assertThat(reasoned("x".repeat(500)).reason()).hasSize(500);
    }

    private static Word word(String id, Instant at, @Nullable CodeOwner advocate) {
        return new Word(new EventOrder(at, id), advocate, "gv_sk_x", "because", before());
    }

    private static Word reasoned(String reason) {
        return new Word(new EventOrder(NOON, "e1"), ADA, "gv_sk_x", reason, before());
    }

    private static Manual.Before before() {
        return new Manual.Before(1, ConversionDecided.Outcome.UNATTRIBUTED, ConversionDecided.Reason.NO_TOUCH, null);
    }
}
