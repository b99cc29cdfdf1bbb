package io.grapevine.acceptance.client;

import java.io.Serial;

/** The system answered something that ends the work at hand. */
public final class UnexpectedAnswer extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    UnexpectedAnswer(Answer answer) {
        super("%s answered %d: %s".formatted(answer.request(), answer.status(), answer.excerpt()));
        this.status = answer.status();
    }

    public int status() {
        return status;
    }
}
