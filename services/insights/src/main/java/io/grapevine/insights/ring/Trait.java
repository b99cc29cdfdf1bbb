package io.grapevine.insights.ring;

import java.util.Locale;

/** What people can have in common, and how much that says; the points of what attribution screens by, too, are its usual ones. */
public enum Trait {
    EMAIL(60, true),
    PAYMENT(60, true),
    DEVICE(50, true),
    /** The same visitor was told to be both. */
    BROWSER(50, true),
    /** Each followed a link or gave a code of the other's: friends do that, too. */
    LINKS(25, true),
    /** They signed up from one network on one day (UTC), behind which anybody may be: it adds to other things, and says nothing alone. */
    PLACE(15, false);

    /** What more people share is nobody's: the tablet in a shop, the card of an agency. As attribution has it. */
    public static final int MOST_SHARERS = 60;

    private static final int[] POINTS = new int[1 << values().length];

    static {
        for (var traits = 1; traits < POINTS.length; traits++)
            for (var trait : values()) if (trait.isIn(traits)) POINTS[traits] += trait.points;
    }

    private final int points;
    private final boolean tying;

    Trait(int points, boolean tying) {
        this.points = points;
        this.tying = tying;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Trait of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Its place in a set of traits, which is a number of one bit for each. */
    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int traits) {
        return (traits & bit()) != 0;
    }

    /** Whether people who have these in common are tied. */
    static boolean tie(int traits) {
        for (var trait : values()) if (trait.tying && trait.isIn(traits)) return true;
        return false;
    }

    static int points(int traits) {
        return POINTS[traits];
    }
}
