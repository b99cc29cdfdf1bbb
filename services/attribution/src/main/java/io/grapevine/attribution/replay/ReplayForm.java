package io.grapevine.attribution.replay;

import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.program.Restatement;
import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be decided again, and by which terms.
 *
 * @param from event time, inclusive
 * @param to exclusive
 * @param definition as it was written: a whole one, parts of one, or the number of a version
 */
public record ReplayForm(String programKey, Instant from, Instant to, Object definition) {

    private static final int LONGEST_KEY = 64;
    private static final String DEFINITION = "/definition";
    private static final String VERSION = "version";
    private static final String FIX_DEFINITION =
            "write a definition as PUT /v1/programs/{key} takes it, some of its parts (attribution, eligibility, rewards,"
                    + " exclusivity), or {\"version\": n}";

    /** @param now no period ends later: what is to come is a version's to say */
    public static Reading<ReplayForm> read(@Nullable Object body, Instant now) {
        return Form.read(body, form -> {
            form.requires("programKey", "name the program whose conversions are to be decided again");
            var programKey = form.text("programKey", LONGEST_KEY);
            form.requires("from", "write the event time at which the period begins, such as 2026-03-01T00:00:00Z");
            var from = form.time("from");
            form.requires("to", "write the event time at which it ends, which is not part of it");
            var to = form.time("to");
            form.requires("definition", FIX_DEFINITION);
            var definition = form.value("definition");
            form.refuseRest(Set.of());
            if (from != null && to != null && !from.isBefore(to)) form.wrong("to", "write a time after from");
            else if (to != null && to.isAfter(now))
                form.wrong("to", "write " + now + " or earlier: for what is to come, put a version");
            if (programKey == null || from == null || to == null || definition == null) return null;
            return new ReplayForm(programKey, from, to, definition);
        });
    }

    /**
     * What it makes of a program: terms in the place of those of every version, as they are in force when the period begins.
     *
     * @param id of the replay
     */
    public Reading<Restatement> restating(Program program, String id) {
        var terms = new HashMap<Integer, Terms>();
        var mistakes = new ArrayList<Mistake>();
        for (var version : program.versions()) {
            var base = program.termsOf(version, from);
            switch (inPlaceOf(base, program)) {
                case Reading.Accepted<Terms>(var read) -> terms.put(version.number(), read);
                case Reading.Refused<Terms>(var wrong) -> mistakes.addAll(wrong);
            }
        }
        return mistakes.isEmpty()
                ? new Reading.Accepted<>(new Restatement(id, from, to, terms))
                : new Reading.Refused<>(mistakes.stream().distinct().toList());
    }

    private Reading<Terms> inPlaceOf(Terms base, Program program) {
        return definition instanceof Map<?, ?> fields && fields.containsKey(VERSION)
                ? ofVersion(fields, base, program)
                : Definition.readInPlaceOf(base, DEFINITION, definition);
    }

    private static Reading<Terms> ofVersion(Map<?, ?> fields, Terms base, Program program) {
        if (fields.size() > 1) return refused("a version is a whole definition: leave the other fields out");
        return program.versions().stream()
                .filter(version -> Objects.equals(fields.get(VERSION), version.number()))
                .map(ProgramVersion::terms)
                .findFirst()
                .<Reading<Terms>>map(terms -> new Reading.Accepted<>(terms.withAudience(base.audience())))
                .orElseGet(
                        () -> refused("program " + program.key() + " has no such version: write the number of one that"
                                + " GET /v1/programs/" + program.key() + "/versions lists"));
    }

    private static Reading<Terms> refused(String detail) {
        return new Reading.Refused<>(List.of(new Mistake(DEFINITION + "/" + VERSION, Mistake.INVALID, detail)));
    }

    /** Whether facts of the period would count, or not, that conversions of any other time rest on. */
    public static boolean reachesBeyond(Program program, Restatement restatement) {
        return program.versions().stream().anyMatch(version -> {
            var now = program.termsOf(version, restatement.from()).attribution().lateness();
            var then = restatement.terms().get(version.number());
            return then != null && !Objects.equals(now, then.attribution().lateness());
        });
    }
}
