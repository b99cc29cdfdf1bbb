package io.grapevine.notification.webhook;

/**
 * How many deliveries of one endpoint are in hand: it doubles while the receiver takes everything, and falls back as soon as it does not. What is in
 * hand and not yet posted is nobody's loss: it was only read.
 *
 * @param size between {@link #SMALLEST} and {@link #LARGEST}
 */
public record Window(int size) {

    /** Enough to learn how a receiver is. */
    public static final int SMALLEST = 8;

    /** What a commit is shared by at best; times the size of a message, what a lane may hold in memory. */
    public static final int LARGEST = 256;

    /** Posts under way at a time: enough to fill the link to a receiver that is well, few enough not to look like an attack. */
    private static final int MOST_AT_ONCE = 32;

    public Window {
        if (size < SMALLEST || size > LARGEST) throw new IllegalArgumentException("size was " + size);
    }

    public static Window smallest() {
        return new Window(SMALLEST);
    }

    public Window after(boolean allWell) {
        return allWell ? new Window(Math.min(2 * size, LARGEST)) : smallest();
    }

    public int atOnce() {
        return Math.min(size, MOST_AT_ONCE);
    }
}
