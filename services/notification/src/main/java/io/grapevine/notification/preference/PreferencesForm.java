package io.grapevine.notification.preference;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a reader asks for as clients write it. */
public final class PreferencesForm {

    private static final int MOST_CHOICES = Moment.values().length * Channel.values().length;
    private static final String CHOICES = "choices";
    private static final String LEFT = "left";
    private static final String QUIET_HOURS = "quietHours";

    private PreferencesForm() {}

    public static Reading<Preferences> read(@Nullable Object body) {
        return Form.read(body, PreferencesForm::fill);
    }

    private static Preferences fill(Form form) {
        var choices = choices(form);
        var left = EnumSet.noneOf(Channel.class);
        for (var word : form.texts(
                LEFT, Channel.values().length, text -> Channel.named(text).isPresent(), "name channels such as email"))
            Channel.named(word).ifPresent(left::add);
        var quiet = form.has(QUIET_HOURS) ? quiet(form) : null;
        var zone = form.read("timeZone", PreferencesForm::zone, "write a zone such as Europe/Bucharest");
        var digest = form.choice("digest", words(Pace.values(), Pace::wireName), Set.of());
        form.refuseRest(Set.of());
        return new Preferences(choices, left, quiet, zone, digest);
    }

    private static Map<Moment, Map<Channel, Choice>> choices(Form form) {
        var choices = new EnumMap<Moment, Map<Channel, Choice>>(Moment.class);
        for (var item : form.objects(CHOICES, MOST_CHOICES)) {
            item.requires("moment", "name the moment, such as news");
            item.requires("channel", "name the channel, such as email");
            item.requires("choice", "on, off or digest");
            var moment = item.choice("moment", words(Moment.values(), Moment::wireName), Set.of());
            var channel = item.choice("channel", words(Channel.values(), Channel::wireName), Set.of());
            var choice = item.choice("choice", words(Choice.values(), Choice::wireName), Set.of());
            item.refuseRest(Set.of());
            if (moment != null && channel != null && choice != null)
                choices.computeIfAbsent(moment, key -> new EnumMap<>(Channel.class))
                        .put(channel, choice);
        }
        return choices;
    }

    private static @Nullable QuietHours quiet(Form form) {
        var hours = form.object(QUIET_HOURS);
        if (hours == null) return null;
        hours.requires("from", "write a time such as 22:00");
        hours.requires("to", "write a time such as 08:00");
        var from = hours.read("from", PreferencesForm::time, "write a time such as 22:00");
        var to = hours.read("to", PreferencesForm::time, "write a time such as 08:00");
        hours.refuseRest(Set.of());
        if (from == null || to == null) return null;
        if (!from.equals(to)) return new QuietHours(from, to);
        hours.wrong("to", "quiet hours must end: write another time than from");
        return null;
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text, DateTimeFormatter.ofPattern("HH:mm")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toMap(word, Function.identity()));
    }
}
