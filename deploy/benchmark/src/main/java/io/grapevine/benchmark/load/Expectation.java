package io.grapevine.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an answer must be to count; a fast refusal is not a fast system. */
public final class Expectation {

    private final int status;
    private final String text;
    private final byte[] bytes;

    private Expectation(int status, String text) {
        this.status = status;
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** This status, and {@code text} somewhere in head or body. */
    public static Expectation of(int status, String text) {
        return new Expectation(status, text);
    }

    /** Empty if the answer is as expected; else what is wrong, in few different words, so that it can be counted. */
    public Optional<String> complaintAbout(AnswerReader answer) {
        if (answer.status() != status) return Optional.of("status " + answer.status() + " instead of " + status);
        return answer.contains(bytes) ? Optional.empty() : Optional.of(status + " without " + text);
    }
}
