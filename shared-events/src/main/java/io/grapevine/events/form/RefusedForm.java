package io.grapevine.events.form;

import java.util.List;

/** A refused reading on its way to the caller; the edge answers it with every mistake. */
public final class RefusedForm extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    public RefusedForm(List<Mistake> mistakes) {
        super(mistakes.getFirst().detail(), null, false, false); // an expected refusal needs no stack trace
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
