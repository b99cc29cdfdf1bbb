package io.grapevine.notification.preference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule must know of the reader and the notice beside the reader's wishes.
 *
 * @param happenedAt what it is about
 * @param suppressed whether the address bounced or its owner complained
 * @param consented whether the reader may be written to at all: an invited person must have agreed
 * @param overtaken whether what it would tell is not so any more
 * @param told promotional notices of this channel that the reader got within the cap's window
 * @param toldSince when the first of them went out; null if none did
 */
public record Circumstances(
        Instant now,
        Instant happenedAt,
        boolean suppressed,
        boolean consented,
        boolean overtaken,
        int told,
        @Nullable Instant toldSince) {}
