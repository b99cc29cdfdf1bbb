package io.grapevine.notification.template;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program's colour, and what can be read upon it.
 *
 * @param value {@code #rrggbb}
 */
public record Accent(String value) {

    private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int HEX = 16;
    private static final double BRIGHTEST = 255;

    /** Of programs that chose none; after the form, which it is held to. */
    public static final Accent USUAL = new Accent("#6a1b9a");

    public Accent {
        if (!FORM.matcher(value).matches()) throw new IllegalArgumentException("a colour is #rrggbb, was " + value);
    }

    public static Optional<Accent> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Accent(text)) : Optional.empty();
    }

    /** Black or white, whichever stands out more (WCAG 2.2: relative luminance). */
    public String readable() {
        var luminance = luminance();
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int at) {
        var part = Integer.parseInt(value.substring(at, at + 2), HEX) / BRIGHTEST;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
