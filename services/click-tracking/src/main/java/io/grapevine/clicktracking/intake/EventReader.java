package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.intake.Json.Members;
import io.grapevine.clicktracking.intake.Json.Nothing;
import io.grapevine.clicktracking.intake.Json.Text;
import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.clicktracking.intake.Rfc3339.Parsed;
import io.grapevine.events.EventRejected.FieldProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads submissions as events of the contract. What it cannot read it says all about; members it does not know it lets pass. */
public final class EventReader {

    /** A larger event is refused alone; the rest of its batch is taken. */
    public static final int LONGEST_EVENT_BYTES = 32 << 10;
    /** Clocks go wrong by hours; a day ahead is no clock. Inclusive. */
    static final Duration FARTHEST_FUTURE = Duration.ofHours(24);
    /** The source of our own redirects, so that no client's id can meet one of theirs. */
    public static final String REDIRECT_SOURCE = "/redirect";

    private static final Set<String> TYPES =
            Set.of("share", "click", "identify", "alias", "signup", "purchase", "refund", "dispute");

    private final Safeguard safeguard;

    public EventReader(Safeguard safeguard) {
        this.safeguard = safeguard;
    }

    public Reading read(Submission submission) {
        if (submission.malformed() != null) return rejected("", "malformed", submission.malformed());
        if (submission.bytes() > LONGEST_EVENT_BYTES)
            return rejected(
                    "",
                    "event_too_large",
                    "An event has at most 32 KB; this one has " + submission.bytes() + " bytes.");
        var problems = new ArrayList<FieldProblem>();
        var context = new Fields(contextOf(submission), "", problems);
        var id = context.requiredName("id");
        var source = source(context, submission);
        var type = type(context);
        var time = time(context);
        var data = data(context);
        if (submission.specVersion() != null) specVersion(context);
        var facts = new FactReader(safeguard, new Fields(data, "/data", problems), id, problems);
        var fact = TYPES.contains(type) && context.has("data") ? facts.read(type) : null;
        if (fact == null || !problems.isEmpty()) return new Rejected(problems);
        return new Accepted(id, source, time, bodyHash(submission), fact, facts.key());
    }

    private static Members contextOf(Submission submission) {
        var members = new HashMap<String, Json>();
        put(members, "specversion", submission.specVersion());
        put(members, "id", submission.id());
        put(members, "source", submission.source());
        put(members, "type", submission.type());
        put(members, "time", submission.time());
        put(members, "data", submission.data());
        return new Members(members);
    }

    private static void put(Map<String, Json> members, String name, @Nullable Json value) {
        if (value != null) members.put(name, value);
    }

    private static String source(Fields context, Submission submission) {
        if (submission.defaultSource() != null) return submission.defaultSource();
        var source = context.requiredName("source");
        if (source.equals(REDIRECT_SOURCE))
            context.problem("source", "reserved_source", "This source names our own redirects; use one of your own.");
        return source;
    }

    private static String type(Fields context) {
        var type = context.requiredName("type");
        if (!type.isEmpty() && !TYPES.contains(type))
            context.problem(
                    "type",
                    "unknown_type",
                    "type must be one of " + TYPES.stream().sorted().toList() + ".");
        return type;
    }

    /** Without a time the event happened when it came. */
    private Instant time(Fields context) {
        var member = context.member("time");
        if (member == null) return safeguard.now();
        if (!(member instanceof Text text)) {
            context.problem("time", "wrong_type", "time must be a string.");
            return Instant.EPOCH;
        }
        switch (Rfc3339.parse(text.value())) {
            case Parsed.At at
            when !at.instant().isAfter(safeguard.now().plus(FARTHEST_FUTURE)) -> {
                return at.instant();
            }
            case Parsed.At at -> context.problem("time", "time_in_future", "time is more than 24 hours ahead.");
            case Parsed.NoOffset none ->
                context.problem("time", "missing_offset", "time must end in Z or an offset like +02:00.");
            case Parsed.NoTime none -> context.problem("time", "invalid_time", "time must be an RFC 3339 date-time.");
        }
        return Instant.EPOCH;
    }

    private static Members data(Fields context) {
        var data = context.member("data");
        if (data instanceof Members members) return members;
        if (data == null) context.problem("data", "required", "data is required.");
        else context.problem("data", "wrong_type", "data must be an object.");
        return new Members(Map.of());
    }

    private static void specVersion(Fields context) {
        if (!(context.member("specversion") instanceof Text text)
                || !text.value().equals("1.0"))
            context.problem("specversion", "unsupported_specversion", "specversion must be \"1.0\".");
    }

    private static String bodyHash(Submission submission) {
        var body = new HashMap<String, Json>();
        body.put("type", present(submission.type()));
        body.put("time", present(submission.time()));
        body.put("data", present(submission.data()));
        return CanonicalJson.hash(new Members(body));
    }

    private static Json present(@Nullable Json json) {
        return json == null ? new Nothing() : json;
    }

    private static Rejected rejected(String pointer, String code, String detail) {
        return new Rejected(List.of(new FieldProblem(pointer, code, detail)));
    }
}
