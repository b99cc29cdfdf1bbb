package io.grapevine.notification.template;

/**
 * A program's colour and what can be read of it (WCAG 2.2, 1.4.3): 4.5 to 1 against what it stands on, by day and by night.
 *
 * @param accent as the program chose it: surfaces only
 * @param onAccent upon it
 * @param ink of words upon white and paper
 * @param glow of words and surfaces upon the sheet of night
 * @param onGlow upon that
 */
public record Palette(String accent, String onAccent, String ink, String glow, String onGlow) {

    /** The lightest thing words stand on by day is white, the darkest is this. */
    static final Accent PAPER = new Accent("#f7f4f8");

    /** The lightest thing words stand on by night. */
    static final Accent NIGHT = new Accent("#231a27");

    public static Palette of(Accent accent) {
        var glow = accent.readableOn(NIGHT);
        return new Palette(
                accent.value(), accent.readable(), accent.readableOn(PAPER).value(), glow.value(), glow.readable());
    }
}
