package io.grapevine.clicktracking.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Public lists of user agents among the test's resources. */
final class Fixture {

    private Fixture() {}

    /** The lines of a list without its first, which says where it comes from. */
    static List<String> userAgents(String list) {
        var resource = "/classifier/" + list + ".txt";
        try (var in = Objects.requireNonNull(Fixture.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
