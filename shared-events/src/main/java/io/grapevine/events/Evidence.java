package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversion itself says about who brought the person.
 *
 * @param click the verified click id; null if none came or it was refused
 * @param clickRefusal why a click id that came was ignored ({@code malformed}, {@code forged}, {@code unknown_key}); null if it was accepted or none came
 * @param referralCode a code the person typed or the host passed on
 * @param couponCodes codes redeemed at the check-out, in order
 */
public record Evidence(
        @Nullable ClickReference click,
        @Nullable String clickRefusal,
        @Nullable String referralCode,
        List<String> couponCodes) {

    public static final Evidence NONE = new Evidence(null, null, null, List.of());

    public Evidence {
        couponCodes = couponCodes == null ? List.of() : List.copyOf(couponCodes);
    }
}
