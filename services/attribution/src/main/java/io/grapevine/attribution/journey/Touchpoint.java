package io.grapevine.attribution.journey;

import io.grapevine.events.Consent;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One referred visit, or a code the person gave.
 *
 * @param id the click id, or the event id where the host saw the click; for a code the id of the event that gave it
 * @param code the referral code it carried, known to us or not
 * @param sequence position in the log where the source has one, else 0
 * @param priority set by the source, else 0; higher wins within a class
 * @param human false for labelled traffic, which is kept and never credited
 * @param channel how the person came, as {@link Channel} reads it; null where the touch does not say
 * @param consent whether the person agrees to its being credited; null = was not asked
 */
public record Touchpoint(
        String id,
        EvidenceClass evidenceClass,
        String code,
        Instant at,
        long sequence,
        long priority,
        boolean human,
        @Nullable String channel,
        @Nullable Consent consent) {

    /** By time and place in the log alone; equals are a tie. */
    public static final Comparator<Touchpoint> WHEN =
            Comparator.comparing(Touchpoint::at).thenComparing(Touchpoint::sequence);

    /** Decision-spec S1: (time, sequence, id) ascending. */
    public static final Comparator<Touchpoint> IN_TIME = WHEN.thenComparing(Touchpoint::id, CodePoints.ORDER);

    public Touchpoint {
        if (id.isEmpty()) throw new IllegalArgumentException("touchpoint id must not be empty");
    }

    public Touchpoint(
            String id,
            EvidenceClass evidenceClass,
            String code,
            Instant at,
            long sequence,
            long priority,
            boolean human) {
        this(id, evidenceClass, code, at, sequence, priority, human, null);
    }

    public Touchpoint(
            String id,
            EvidenceClass evidenceClass,
            String code,
            Instant at,
            long sequence,
            long priority,
            boolean human,
            @Nullable String channel) {
        this(id, evidenceClass, code, at, sequence, priority, human, channel, null);
    }

    /** A human's click without sequence or priority, as our own edge records it. */
    public static Touchpoint click(String id, String code, Instant at) {
        return new Touchpoint(id, EvidenceClass.CLICK, code, at, 0, 0, true);
    }

    /** A code that came with the conversion itself. */
    public static Touchpoint code(String eventId, String code, Instant at) {
        return new Touchpoint(eventId, EvidenceClass.CODE, code, at, 0, 0, true);
    }

    /** The same touch as known to have come this way. */
    public Touchpoint through(@Nullable String otherChannel) {
        return new Touchpoint(id, evidenceClass, code, at, sequence, priority, human, otherChannel, consent);
    }

    /** The same touch of a person who answered so. */
    public Touchpoint having(@Nullable Consent answered) {
        return new Touchpoint(id, evidenceClass, code, at, sequence, priority, human, channel, answered);
    }

    /**
     * One of two records of the same touch, with what the other knows beside: a conversion names a click by its id alone, the
     * landing page says how it came about. Who names it agrees to it, whatever the page knew.
     */
    public Touchpoint with(Touchpoint sameTouch) {
        var paid = sameTouch.evidenceClass == EvidenceClass.PAID_CLICK ? EvidenceClass.PAID_CLICK : evidenceClass;
        return new Touchpoint(
                id,
                paid,
                code,
                at,
                sequence,
                priority,
                human,
                channel == null ? sameTouch.channel : channel,
                lessRestrictive(consent, sameTouch.consent));
    }

    private static @Nullable Consent lessRestrictive(@Nullable Consent one, @Nullable Consent other) {
        if (one == null || other == null) return null;
        if (one == Consent.GRANTED || other == Consent.GRANTED) return Consent.GRANTED;
        return one == Consent.PENDING ? one : other;
    }

    /** The channel, or what a touch is that does not say: somebody gave a code, or followed an advocate's link. */
    public String cameThrough() {
        if (channel != null) return channel;
        return evidenceClass == EvidenceClass.CODE ? Channel.CODE : Channel.REFERRAL;
    }

    /** As the credit models see it. */
    public ChannelTouch seen() {
        return new ChannelTouch(id, cameThrough(), at, sequence);
    }

    public boolean isDirect() {
        return cameThrough().equals(ChannelTouch.DIRECT);
    }
}
