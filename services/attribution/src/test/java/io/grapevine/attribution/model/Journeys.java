package io.grapevine.attribution.model;

import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.journey.LookbackWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Journeys made up for tests. */
final class Journeys {

    static final Instant CONVERSION = Instant.parse("2026-07-01T00:00:00Z");

    private static final LookbackWindow UNLIMITED = new LookbackWindow(null, LookbackWindow.Edge.INCLUSIVE);

    private Journeys() {}

    /** A touch an hour, the last one at the conversion. */
    static Journey through(String... channels) {
        var touches = new ArrayList<ChannelTouch>();
        for (var channel : channels)
            touches.add(new ChannelTouch(
                    "t" + touches.size(),
                    channel,
                    CONVERSION.minus(Duration.ofHours(channels.length - 1 - touches.size())),
                    0));
        return new Journey(touches);
    }

    /** A touch at each age, in touch order. */
    static Journey aged(Duration... ages) {
        var touches = new ArrayList<ChannelTouch>();
        for (var age : ages)
            touches.add(new ChannelTouch("t" + touches.size(), "email", CONVERSION.minus(age), touches.size()));
        return new Journey(touches);
    }

    /** One to {@code most} touches of the last ninety days. */
    static Journey random(Random random, int most) {
        var touches = new ArrayList<ChannelTouch>();
        var size = 1 + random.nextInt(most);
        for (var i = 0; i < size; i++) {
            var age = Duration.ofMillis(random.nextLong(Duration.ofDays(90).toMillis()));
            touches.add(new ChannelTouch(
                    "t" + i, List.of("direct", "email", "link").get(random.nextInt(3)), CONVERSION.minus(age), 0));
        }
        return Journey.of(touches, CONVERSION, UNLIMITED);
    }

    static Journey shifted(Journey journey, Duration by) {
        return new Journey(journey.touches().stream()
                .map(touch ->
                        new ChannelTouch(touch.id(), touch.channel(), touch.at().plus(by), touch.sequence()))
                .toList());
    }
}
