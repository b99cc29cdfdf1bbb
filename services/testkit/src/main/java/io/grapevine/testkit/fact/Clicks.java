package io.grapevine.testkit.fact;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.TrafficLabel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds clicks for tests: of a person, seen by the host, unless said otherwise. */
public final class Clicks {

    private final String touchId;
    private ClickRecorded.Origin origin = ClickRecorded.Origin.HOST;
    private @Nullable String linkId;
    private @Nullable String code;
    private @Nullable String visitorId;
    private TrafficLabel label = TrafficLabel.HUMAN;
    private Context context = Context.NONE;
    private Map<String, String> parameters = Map.of();
    private ClickRecorded.@Nullable Interaction interaction;

    private Clicks(String touchId) {
        this.touchId = touchId;
    }

    public static Clicks click(String touchId) {
        return new Clicks(touchId);
    }

    public Clicks seenBy(ClickRecorded.Origin who) {
        origin = who;
        return this;
    }

    public Clicks link(@Nullable String id) {
        linkId = id;
        return this;
    }

    public Clicks code(@Nullable String value) {
        code = value;
        return this;
    }

    public Clicks by(@Nullable String visitor) {
        visitorId = visitor;
        return this;
    }

    public Clicks label(TrafficLabel traffic) {
        label = traffic;
        return this;
    }

    public Clicks in(String programKey) {
        context = new Context(programKey, null, null, null, null);
        return this;
    }

    public Clicks through(String parameter, String value) {
        parameters = Map.of(parameter, value);
        return this;
    }

    public Clicks as(ClickRecorded.Interaction what) {
        interaction = what;
        return this;
    }

    // NullAway does not see @Nullable on a nested type in a class file.
    @SuppressWarnings("NullAway")
    public ClickRecorded build() {
        return new ClickRecorded(
                touchId,
                origin,
                linkId,
                code,
                visitorId,
                label,
                "1",
                null,
                null,
                null,
                parameters,
                context,
                interaction,
                null);
    }
}
