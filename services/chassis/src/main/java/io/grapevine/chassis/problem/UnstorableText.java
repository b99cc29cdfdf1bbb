package io.grapevine.chassis.problem;

import io.grapevine.chassis.tenancy.SqlState;
import java.util.Set;

/** No text of PostgreSQL holds U+0000: a request with one can mean nothing that we have. */
final class UnstorableText {

    /** As a parameter ("invalid byte sequence"; of a Java string that can only be U+0000), and escaped within JSON. */
    private static final Set<String> STATES = Set.of("22021", "22P05");

    private UnstorableText() {}

    /** Whether that is why a statement failed. */
    static boolean caused(Throwable failure) {
        return SqlState.of(failure).filter(STATES::contains).isPresent();
    }

    static Problem refused() {
        return Problem.badRequest(
                "invalid_character", "There is a character U+0000 in the path, the query or the body: leave it out.");
    }
}
