package io.grapevine.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Target;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Letter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushTextTest {

    @Test
    void aNoticeIsShownAsItsBriefUnderTheProgramsName() {
        assertThat(PushText.of(notice("Spring", "12.50 are yours", "https://shop.example/you")))
                .isEqualTo(new PushText(
                        "ntf_1", "reward_released", "Spring", "12.50 are yours", "https://shop.example/you", "de-AT"));
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        var text = PushText.of(notice("p".repeat(118) + "\uD83C\uDF47tail", "b".repeat(500), null));
        assertThat(text.title()).isEqualTo("p".repeat(118) + "…");
        assertThat(text.body()).hasSize(360).endsWith("…");
        assertThat(text.url()).isNull();
    }

    @Test
    void aLinkThatIsTooLongIsLeftOutWhole() {
        assertThat(PushText.of(notice("Spring", "brief", "https://shop.example/" + "x".repeat(500)))
                        .url())
                .isNull();
    }

    @Test
    void aTopicSaysOfANoticeOnlyThatItIsTheSame() {
        assertThat(PushText.topic("ntf_1"))
                .matches("[A-Za-z0-9_-]{32}")
                .isEqualTo(PushText.topic("ntf_1"))
                .isNotEqualTo(PushText.topic("ntf_2"));
    }

    @Test
    void anOriginNamesAPortOnlyIfItIsUnusual() {
        assertThat(PushText.origin(new Target("", true, "push.example", 443, "/")))
                .isEqualTo("https://push.example");
        assertThat(PushText.origin(new Target("", false, "localhost", 80, "/"))).isEqualTo("http://localhost");
        assertThat(PushText.origin(new Target("", true, "::1", 8443, "/"))).isEqualTo("https://[::1]:8443");
        assertThat(PushText.origin(new Target("", true, "[::1]", 443, "/"))).isEqualTo("https://[::1]");
    }

    private static Notice notice(String program, String brief, @Nullable String url) {
        var letter = new Letter(
                Locale.forLanguageTag("de-AT"),
                program,
                new Accent("#336699"),
                "subject",
                "greeting",
                "headline",
                null,
                List.of(),
                url == null ? null : new Letter.Link("open", url),
                "why",
                null,
                brief);
        return new Notice("demo", "ntf_1", Moment.REWARD_RELEASED, "par_ada", Map.of(), false, letter);
    }
}
