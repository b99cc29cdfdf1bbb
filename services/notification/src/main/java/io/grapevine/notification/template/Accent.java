package io.grapevine.notification.template;

import java.util.Locale;
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

    /** What small words need (WCAG 2.2, 1.4.3). */
    static final double LEGIBLE = 4.5;

    private static final double FLARE = 0.05;
    // Black and white are told from such a ground equally well.
    private static final double MIDDLE = 0.18;
    private static final int DARKEST = 0;
    private static final int LIGHTEST = 255;
    // Fine enough that nobody sees the next one.
    private static final int STEPS = 64;

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

    /** This colour, as much darker or lighter as it takes for small words to be read upon the other. */
    public Accent readableOn(Accent ground) {
        var target = ground.luminance() > MIDDLE ? DARKEST : LIGHTEST;
        for (var step = 0; step < STEPS; step++) {
            var mixed = mixed(target, step);
            if (mixed.contrast(ground) >= LEGIBLE) return mixed;
        }
        return mixed(target, STEPS);
    }

    /** From 1 to 21 (WCAG 2.2: contrast ratio). */
    double contrast(Accent other) {
        var one = luminance() + FLARE;
        var two = other.luminance() + FLARE;
        return Math.max(one, two) / Math.min(one, two);
    }

    private Accent mixed(int target, int step) {
        return new Accent(String.format(
                Locale.ROOT, "#%02x%02x%02x", mixed(1, target, step), mixed(3, target, step), mixed(5, target, step)));
    }

    private int mixed(int at, int target, int step) {
        var part = Integer.parseInt(value.substring(at, at + 2), HEX);
        return Math.round(part + (target - part) * (float) step / STEPS);
    }

    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int at) {
        var part = Integer.parseInt(value.substring(at, at + 2), HEX) / BRIGHTEST;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
