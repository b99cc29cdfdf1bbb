package io.grapevine.attribution.fraud;

/** What people are told to be the same by. */
public enum Trait {
    EMAIL(true),
    DEVICE(true),
    PAYMENT(true),
    /** Where they were seen, behind which anybody may be. */
    NETWORK(false),
    /** The same on one day (UTC): of two people seen there on different days it says nothing. */
    PLACE(false);

    private final boolean strong;

    Trait(boolean strong) {
        this.strong = strong;
    }

    /** Whether it belongs to a person, or to very few. */
    public boolean isStrong() {
        return strong;
    }
}
