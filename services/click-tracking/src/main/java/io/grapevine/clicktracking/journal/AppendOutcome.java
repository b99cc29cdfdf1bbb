package io.grapevine.clicktracking.journal;

/** What became of an append; a refusal means that nothing of it may be promised to anybody. */
public sealed interface AppendOutcome {

    /** On the disk, forced; {@code end} is the first byte behind it. */
    record Durable(Position end) implements AppendOutcome {}

    /** Not kept. */
    record Refused(Refusal reason) implements AppendOutcome {}

    /** Why the journal took nothing. */
    enum Refusal {
        /** As many bytes wait for shipping as the journal may hold, or the disk has no room. */
        FULL,
        /** More waits for the disk than may wait: the disk is slower than the visitors. */
        OVERLOADED,
        /** A force failed, so the disk's word is worth nothing until a restart has read it again; or the journal is closed. */
        BROKEN
    }
}
