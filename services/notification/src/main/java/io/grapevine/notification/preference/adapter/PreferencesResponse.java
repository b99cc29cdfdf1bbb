package io.grapevine.notification.preference.adapter;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.preference.Preferences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Preferences as the API shows them; what is absent is as usual. */
public record PreferencesResponse(
        List<Chosen> choices, List<String> left, @Nullable Hours quietHours, String timeZone, String digest) {

    /** One choice. */
    public record Chosen(String moment, String channel, String choice) {}

    /** By the clock on the reader's wall. */
    public record Hours(String from, String to) {}

    static PreferencesResponse of(Preferences wish) {
        var choices = new ArrayList<Chosen>();
        wish.choices()
                .forEach((moment, byChannel) -> byChannel.forEach((channel, choice) ->
                        choices.add(new Chosen(moment.wireName(), channel.wireName(), choice.wireName()))));
        choices.sort(Comparator.comparing(Chosen::moment).thenComparing(Chosen::channel));
        var quiet = wish.quiet();
        return new PreferencesResponse(
                choices,
                wish.left().stream().map(Channel::wireName).sorted().toList(),
                quiet == null
                        ? null
                        : new Hours(quiet.from().toString(), quiet.to().toString()),
                wish.place().getId(),
                wish.pace().wireName());
    }
}
