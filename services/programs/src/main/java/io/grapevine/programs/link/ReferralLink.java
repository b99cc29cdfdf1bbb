package io.grapevine.programs.link;

import io.grapevine.programs.code.ReferralCode;

/** The address a participant shares: an origin of the tenant, then {@code /r/} and the code. */
public record ReferralLink(String address) {

    private static final String PATH = "/r/";

    /**
     * @param origin scheme, host and port without a slash at the end
     */
    public static ReferralLink of(String origin, ReferralCode code) {
        return new ReferralLink(origin + PATH + code.value());
    }
}
