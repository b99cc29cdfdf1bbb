package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.RewardKind;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Telling.Audience;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final Bank BANK = Bank.ready();
    private static final Details MONEY =
            new Details(RewardKind.CASH, 500L, "EUR", null, null, null, null, null, null, null, null, null, null);

    @Test
    void whoGaveANameIsGreetedByIt() {
        assertThat(released(" Ada\r\n Lovelace ", "demo").greeting()).isEqualTo("Hello Ada Lovelace,");
        assertThat(released(null, "demo").greeting()).isEqualTo("Hello,");
        assertThat(released(" ", "demo").greeting()).isEqualTo("Hello,");
    }

    @Test
    void aProgramIsCalledByItsNameOnOneLine() {
        // When
        var letter = released(null, " Spring\n Feelings ");
        // Then
        assertThat(letter.program()).isEqualTo("Spring Feelings");
        assertThat(letter.subject()).isEqualTo("You have earned €5.00");
        assertThat(letter.paragraphs().getFirst())
                .isEqualTo("For somebody you brought to Spring Feelings. It is yours from now on.");
    }

    @Test
    void whatOthersWroteIsNeverAPattern() {
        assertThat(released("{worth} '{'", "{0} {count, plural, other{#}}").greeting())
                .isEqualTo("Hello {worth} '{',");
        assertThat(released(null, "{name").program()).isEqualTo("{name");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThatThrownBy(() -> new Letter(
                        Locale.ENGLISH,
                        "demo",
                        Accent.USUAL,
                        "a\r\nBcc: bea@shop.example",
                        "",
                        "",
                        null,
                        List.of(),
                        null,
                        "",
                        null,
                        ""))
                .hasMessageContaining("one line");
    }

    private static Letter released(@Nullable String name, String program) {
        return Composition.of(
                BANK,
                new Telling(
                        Moment.REWARD_RELEASED,
                        MONEY,
                        Audience.ADVOCATE,
                        Locale.ENGLISH,
                        ZoneOffset.UTC,
                        program,
                        Accent.USUAL,
                        name,
                        null,
                        null,
                        null));
    }
}
