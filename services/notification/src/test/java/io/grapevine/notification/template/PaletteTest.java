package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static final Accent WHITE = new Accent("#ffffff");

    @Test
    void everyColourIsReadableWhereverWordsStand() {
        var random = new Random(20261123);
        for (var draw = 0; draw < 5_000; draw++) {
            var accent = new Accent(String.format(Locale.ROOT, "#%06x", random.nextInt(0x1000000)));
            var palette = Palette.of(accent);
            assertReadable(accent, palette.onAccent(), palette.accent());
            assertReadable(accent, palette.ink(), "#ffffff");
            assertReadable(accent, palette.ink(), Palette.PAPER.value());
            assertReadable(accent, palette.glow(), Palette.NIGHT.value());
            assertReadable(accent, palette.onGlow(), palette.glow());
        }
    }

    @Test
    void aColourThatCanBeReadIsLeftAsItIs() {
        assertThat(Palette.of(Accent.USUAL).ink()).isEqualTo(Accent.USUAL.value());
        assertThat(Palette.of(new Accent("#00695c")).ink()).isEqualTo("#00695c");
        assertThat(Palette.of(new Accent("#ffee58")).glow()).isEqualTo("#ffee58");
    }

    @Test
    void aPaleColourIsDarkenedAndNotReplaced() {
        var ink = new Accent(Palette.of(new Accent("#ffee58")).ink());
        assertThat(ink.contrast(WHITE)).isGreaterThanOrEqualTo(4.5).isLessThan(6);
        assertThat(ink.value()).isNotEqualTo("#000000");
    }

    @Test
    void contrastIsAsTheGuidelinesSay() {
        assertThat(WHITE.contrast(new Accent("#000000"))).isEqualTo(21);
        assertThat(WHITE.contrast(WHITE)).isEqualTo(1);
        assertThat(new Accent("#767676").contrast(WHITE)).isBetween(4.54, 4.55);
    }

    private static void assertReadable(Accent accent, String words, String ground) {
        assertThat(new Accent(words).contrast(new Accent(ground)))
                .as("%s of %s on %s", words, accent.value(), ground)
                .isGreaterThanOrEqualTo(4.5);
    }
}
