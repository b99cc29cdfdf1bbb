package io.grapevine.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferencesFormTest {

    @Test
    void allThatCanBeAskedForIsRead() {
        // When
        var reading = PreferencesForm.read(Map.of(
                "choices", List.of(Map.of("moment", "news", "channel", "email", "choice", "digest")),
                "left", List.of("push"),
                "quietHours", Map.of("from", "22:00", "to", "08:00"),
                "timeZone", "Europe/Bucharest",
                "digest", "weekly"));
        // Then
        assertThat(reading)
                .isEqualTo(new Reading.Accepted<>(new Preferences(
                        Map.of(Moment.NEWS, Map.of(Channel.EMAIL, Choice.DIGEST)),
                        Set.of(Channel.PUSH),
                        new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0)),
                        ZoneId.of("Europe/Bucharest"),
                        Pace.WEEKLY)));
    }

    @Test
    void whoAsksForNothingGetsWhatIsUsual() {
        assertThat(PreferencesForm.read(Map.of())).isEqualTo(new Reading.Accepted<>(Preferences.USUAL));
        assertThat(Preferences.USUAL.pace()).isEqualTo(Pace.MONTHLY);
        assertThat(Preferences.USUAL.place().getId()).isEqualTo("Z");
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(pointers(Map.of("choices", List.of(Map.of("moment", "nws", "channel", "email", "choice", "on")))))
                .containsExactly("/choices/0/moment");
        assertThat(pointers(Map.of("left", List.of("pigeon")))).containsExactly("/left/0");
        assertThat(pointers(Map.of("quietHours", Map.of("from", "22:00", "to", "22:00"))))
                .containsExactly("/quietHours/to");
        assertThat(pointers(Map.of("quietHours", Map.of("from", "ten")))).contains("/quietHours/from");
        assertThat(pointers(Map.of("timeZone", "Mars/Olympus"))).containsExactly("/timeZone");
        assertThat(pointers(Map.of("digest", "hourly"))).containsExactly("/digest");
        assertThat(pointers(Map.of("colour", "red"))).containsExactly("/colour");
    }

    private static List<String> pointers(Map<String, Object> body) {
        return switch (PreferencesForm.read(body)) {
            case Reading.Accepted<Preferences> accepted -> List.of();
            case Reading.Refused<Preferences>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
