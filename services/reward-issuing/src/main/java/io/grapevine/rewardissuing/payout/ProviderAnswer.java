package io.grapevine.rewardissuing.payout;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a payment provider's answer to one payment means. Only what surely was, or surely was not, ends it. */
public sealed interface ProviderAnswer {

    record Paid() implements ProviderAnswer {}

    /** It has the order and will tell; until then it is asked again, by the same request. */
    record Accepted() implements ProviderAnswer {}

    /** It will not pay, for good. */
    record Failed(String reason) implements ProviderAnswer {}

    /** It may have paid or not: the same request again, with the same key, is the only safe question. */
    record Unknown(String reason) implements ProviderAnswer {}

    int OK = 200;
    int CREATED = 201;
    int ACCEPTED = 202;
    /** The provider read the order and refused it; other codes may mean our own key, its own trouble, or anybody in between. */
    Set<Integer> REFUSALS = Set.of(400, 402, 410, 422);

    /** Soon at first, as most trouble passes; then a few times a day for as long as it takes: nobody else can know. */
    List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6));

    static ProviderAnswer of(int status) {
        if (status == OK || status == CREATED) return new Paid();
        if (status == ACCEPTED) return new Accepted();
        return REFUSALS.contains(status) ? new Failed("provider_" + status) : new Unknown("provider_" + status);
    }

    /** @param attempts so far, this one included; from 1 */
    static Duration waitAfter(int attempts) {
        if (attempts < 1) throw new IllegalArgumentException("attempts counts from 1, was " + attempts);
        return WAITS.get(Math.min(attempts, WAITS.size()) - 1);
    }
}
