package io.grapevine.notification.moment;

import java.util.concurrent.CompletionStage;

/**
 * What hands notices of one channel to the outside; each channel but the feed has one. It is only given what was claimed for it, in a
 * lane of its own.
 */
public interface Carrier {

    Channel channel();

    /** Notices handed over side by side: enough to fill the way out, few enough to be taken for a friend. */
    int mostAtOnce();

    /**
     * Whether the other side drops what comes again under the same {@link Notice#noticeId}: then a claim that nobody settled goes out once
     * more, instead of ending as {@code unknown}.
     */
    default boolean dropsRepetitions() {
        return false;
    }

    /**
     * Tries once. The stage never fails: what went wrong is an answer, and whatever cannot be told from a success without a word is
     * {@link CarrierAnswer.BrokeOff}, which is never tried again.
     */
    CompletionStage<CarrierAnswer> carry(Notice notice);
}
