package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.clicktracking.network.AddressBlocks;
import io.grapevine.clicktracking.network.BlockList;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.events.ClickReference;
import io.grapevine.events.EventRejected.FieldProblem;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import io.grapevine.events.TrafficLabel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of events that knows one click, and what tests give it and ask of it. */
class EventReading {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final ClickReference CLICK = new ClickReference("clk_1", "lnk_1", NOW);

    final List<Personal> sealed = new ArrayList<>();
    final EventReader reader = new EventReader(new Safeguard(
            NOW,
            token -> token.equals("good")
                    ? new Verification.Valid(CLICK)
                    : new Verification.Refused(Verification.Reason.FORGED),
            personal -> {
                sealed.add(personal);
                return new Safeguard.Sealed(
                        new SealedPersonal("key", "cipher"),
                        new PersonalKeyWrapped(personal.person(), "key", 1, "wrapped"));
            },
            email -> "hash of " + email,
            network -> "key of " + HexFormat.of().formatHex(network),
            new DataCentres(() -> AddressBlocks.of(BlockList.read(List.of("198.51.100.0/24", "2001:db8:c10d::/48")))),
            userAgent -> userAgent.contains("bot") ? TrafficLabel.BOT : TrafficLabel.HUMAN,
            "v1"));

    Accepted accepted(String type, Map<String, @Nullable Object> data) {
        var reading = read(submission("e1", type, "2026-03-01T12:00:00Z", data));
        assertThat(reading).isInstanceOf(Accepted.class);
        return (Accepted) reading;
    }

    List<String> problems(String type, Map<String, @Nullable Object> data) {
        return problems(submission("e1", type, "2026-03-01T12:00:00Z", data));
    }

    List<String> problems(Submission submission) {
        return switch (read(submission)) {
            case Accepted accepted -> List.of();
            case Rejected rejected -> {
                assertThat(rejected.code())
                        .isEqualTo(rejected.problems().getFirst().code());
                yield rejected.problems().stream().map(EventReading::word).toList();
            }
        };
    }

    static String word(FieldProblem problem) {
        return problem.pointer() + " " + problem.code();
    }

    Reading read(Submission submission) {
        return reader.read(submission);
    }

    static Submission submission(String id, String type, @Nullable String time, Map<String, @Nullable Object> data) {
        return new Submission(
                null, text(id), null, text(type), time == null ? null : text(time), json(data), "api", 100, null);
    }

    static Map<String, @Nullable Object> data(Object... namesAndValues) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) data.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return data;
    }

    static Json text(String text) {
        return new Json.Text(text);
    }

    static Json json(@Nullable Object value) {
        return switch (value) {
            case null -> new Json.Nothing();
            case String text -> new Json.Text(text);
            case Integer number -> new Json.Whole(number);
            case Long number -> new Json.Whole(number);
            case BigDecimal number -> new Json.Decimal(number);
            case Boolean truth -> new Json.Truth(truth);
            case List<?> list ->
                new Json.Elements(list.stream().map(EventReading::json).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Json>();
                map.forEach((name, member) -> members.put((String) name, json(member)));
                yield new Json.Members(members);
            }
            default -> throw new IllegalArgumentException(Arrays.toString(new Object[] {value}));
        };
    }
}
