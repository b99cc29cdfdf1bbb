package io.grapevine.attribution.identity;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Consent;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody agrees that an event of theirs is credited.
 *
 * <p>What an event states itself stays: who agrees or refuses later does so for what is to come. What it leaves pending is answered by
 * the first event of the same person after it, in event order, that grants or denies; so no order of arrival makes a difference.
 *
 * @param consent null where nobody was asked, which counts as granted
 * @param by the event that answered; null if that is the event itself, or nobody did
 */
public record Consented(@Nullable Consent consent, @Nullable EventOrder by) {

    /** Nobody was asked. */
    public static final Consented UNASKED = new Consented(null, null);

    /** What somebody answered, and where in event order. */
    public record Answer(boolean granted, EventOrder order) {}

    /**
     * @param stated by the event itself
     * @param answers of its person, in any order, earlier ones among them
     */
    public static Consented of(@Nullable Consent stated, EventOrder event, Collection<Answer> answers) {
        if (stated == null) return UNASKED;
        if (stated != Consent.PENDING) return new Consented(stated, null);
        return answers.stream()
                .filter(answer -> event.isBefore(answer.order()))
                .min(Comparator.comparing(Answer::order).thenComparing(Answer::granted))
                .map(answer -> new Consented(answer.granted() ? Consent.GRANTED : Consent.DENIED, answer.order()))
                .orElse(new Consented(Consent.PENDING, null));
    }

    public boolean isPending() {
        return consent == Consent.PENDING;
    }

    public boolean isDenied() {
        return consent == Consent.DENIED;
    }

    /** What has to be said of it; null where the event itself says all. */
    public @Nullable Consent notable() {
        return isPending() || isDenied() || by != null ? consent : null;
    }
}
