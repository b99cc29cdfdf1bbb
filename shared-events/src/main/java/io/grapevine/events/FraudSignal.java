package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can speak against a conversion that would be credited; a closed list. */
public enum FraudSignal {
    /** Customer and advocate gave the same e-mail address, as far as its provider tells addresses apart. */
    SELF_REFERRAL_EMAIL(Family.SELF_REFERRAL, 60),
    /** Customer and advocate were seen on the same device. */
    SELF_REFERRAL_DEVICE(Family.SELF_REFERRAL, 50),
    /** Customer and advocate paid by the same means. */
    SELF_REFERRAL_PAYMENT(Family.SELF_REFERRAL, 60),
    /** The customer's e-mail address is one to be thrown away. */
    DISPOSABLE_DOMAIN(Family.OTHER, 30),
    /** The advocate brought many customers in a short time. */
    ADVOCATE_VELOCITY(Family.OTHER, 25),
    /** Many customers appeared behind one network address in a short time. */
    NETWORK_VELOCITY(Family.NETWORK, 15),
    /** Many customers appeared on one device in a short time. */
    DEVICE_VELOCITY(Family.OTHER, 50),
    /** Nobody fills a form in that fast. */
    CLICK_TO_SIGNUP_TOO_SHORT(Family.OTHER, 30),
    /** The advocate's customers took the same time as one another, as people do not. */
    CLICK_TO_SIGNUP_TOO_UNIFORM(Family.OTHER, 30),
    /** The customer came from where machines live. */
    DATA_CENTRE(Family.NETWORK, 20),
    /** The click was bought with the brand's own name, which brings nobody new. */
    PAID_BRAND_SEARCH(Family.OTHER, 60),
    /** The credited click is one of a flood. */
    CLICK_FLOODING(Family.OTHER, 40),
    /** The click came from a site that collects coupons. */
    COUPON_SITE(Family.OTHER, 50),
    /** The customer is told to be the same as several people near them in the referral graph. */
    RING(Family.OTHER, 70),
    /** The customer appeared on one network on one day with people near them in the graph who are told to be the same. */
    DENSE_CLUSTER(Family.OTHER, 60);

    private enum Family {
        SELF_REFERRAL,
        /** Known by a network address alone, behind which anybody may be. */
        NETWORK,
        OTHER
    }

    private final Family family;
    private final int usualWeight;

    FraudSignal(Family family, int usualWeight) {
        this.family = family;
        this.usualWeight = usualWeight;
    }

    /** Known by a network address alone: such never refuse anybody, whatever their weights. */
    public boolean isOfNetwork() {
        return family == Family.NETWORK;
    }

    /** Customer and advocate are told to be the same person. */
    public boolean isSelfReferral() {
        return family == Family.SELF_REFERRAL;
    }

    public int usualWeight() {
        return usualWeight;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
