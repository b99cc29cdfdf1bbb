package io.grapevine.acceptance.faults.invariant;

import java.util.List;

/**
 * What visitors met while a fault lasted and the system recovered.
 *
 * @param redirects answered 302
 * @param ingests answered 202
 * @param unanswered what each of the others met
 * @param excused whether the fault hit the edge itself
 */
public record EdgeAnswers(String fault, int redirects, int ingests, List<String> unanswered, boolean excused) {
    public EdgeAnswers {
        unanswered = List.copyOf(unanswered);
    }
}
