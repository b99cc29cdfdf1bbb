package io.grapevine.events.form;

import java.util.List;

/** What came of reading a form: the value it says, or everything that is wrong with it. */
public sealed interface Reading<T> {

    /**
     * The value, for the edge, which has no other use for a wrong form than to refuse it.
     *
     * @throws RefusedForm if the form was wrong
     */
    default T orRefuse() {
        return switch (this) {
            case Accepted<T>(var value) -> value;
            case Refused<T>(var mistakes) -> throw new RefusedForm(mistakes);
        };
    }

    /** The form was right. */
    record Accepted<T>(T value) implements Reading<T> {}

    /** The form was wrong; there is at least one mistake, in the order of the form's reading. */
    record Refused<T>(List<Mistake> mistakes) implements Reading<T> {
        public Refused {
            if (mistakes.isEmpty()) throw new IllegalArgumentException("a refusal needs a mistake");
            mistakes = List.copyOf(mistakes);
        }
    }
}
