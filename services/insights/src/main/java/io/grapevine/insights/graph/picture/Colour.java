package io.grapevine.insights.graph.picture;

import java.util.regex.Pattern;

/** A colour, red, green and blue from 0 to 255. */
public record Colour(int red, int green, int blue) {

    public static final Colour WHITE = new Colour(255, 255, 255);
    public static final Colour INK = new Colour(31, 41, 33);

    private static final Pattern HEX = Pattern.compile("#?[0-9a-fA-F]{6}");
    private static final int HEX_RADIX = 16;
    private static final int BYTE = 255;
    // From this luminance on dark text is easier to read than white (WCAG: equal contrast to both).
    private static final double LIGHT = 0.179;

    public Colour {
        for (var part : new int[] {red, green, blue})
            if (part < 0 || part > BYTE) throw new IllegalArgumentException("a colour's parts are 0-255, was " + part);
    }

    /** {@code #rrggbb}, with or without its sign. */
    public static Colour parse(String text) {
        if (!HEX.matcher(text).matches()) throw new IllegalArgumentException("a colour is #rrggbb, was " + text);
        var bits = Integer.parseInt(text.substring(text.length() - 6), HEX_RADIX);
        return new Colour(bits >>> 16, bits >>> 8 & BYTE, bits & BYTE);
    }

    /** So much of this and the rest of the other. */
    public Colour mixed(double share, Colour other) {
        return new Colour(mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
    }

    /** What can be read on it. */
    public Colour text() {
        return luminance() > LIGHT ? INK : WHITE;
    }

    public String hex() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    private static int mix(int part, int other, double share) {
        return (int) Math.round(part * share + other * (1 - share));
    }

    /** Relative luminance of WCAG 2. */
    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        var value = (double) part / BYTE;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
