package io.grapevine.insights.graph.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.insights.graph.picture.Drawing.Box;
import io.grapevine.insights.graph.picture.Drawing.Line;
import io.grapevine.insights.graph.picture.Drawing.Look;
import io.grapevine.insights.graph.picture.Drawing.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    private static final Colour GREEN = Colour.parse("#3f7d4e");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"/><image href='http://evil.example'/>",
                "]]>&amp;&#0;",
                "\u0000\u0008\u001b[31m",
                "\u202Egnp.exe",
                "\uD83C\uDF47 \uD83C",
                "\uFFFE\uFFFF\u2028"
            })
    void noNameBreaksOutOfItsPlace(String hostile) throws Exception {
        // Given
        var box = new Box(1, 2, 1, Look.PERSON, Lettering.cut(hostile, 24), "1 brought", hostile);
        // When
        var svg = Svg.of(new Drawing(300, 50, hostile, hostile, GREEN, List.of(box), List.of()));
        // Then it is well-formed, and holds the elements it would hold with any name
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("*").getLength()).isEqualTo(10);
        assertThat(svg).doesNotContain("\u202E", "\u0000", "<script", "<image");
    }

    @Test
    void aDrawingSaysWhatItIsAndShowsEveryBoxAndLine() {
        // Given
        var root = new Box(0, 0, 0, Look.ROOT, "ada", "2 brought", "ada: 2 brought");
        var rest = new Box(240, 46, 1, Look.REST, "+1 more", "not drawn", "+1 more brought by ada");
        var line = new Line(List.of(new Point(190, 19), new Point(240, 65)));
        // When
        var svg = Svg.of(new Drawing(
                430, 84, "Referrals below ada", "ada brought 2.", GREEN, List.of(root, rest), List.of(line)));
        // Then
        assertThat(svg)
                .contains("<title id=\"title\">Referrals below ada</title>", "<desc id=\"desc\">ada brought 2.</desc>")
                .contains("role=\"img\"", "aria-labelledby=\"title desc\"")
                .contains("points=\"190.0,19.0 240.0,65.0\"")
                .contains("fill=\"#3f7d4e\"", "stroke-dasharray");
    }

    @Test
    void longNamesAreCutByWhatTheyTake() {
        assertThat(Lettering.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Lettering.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Lettering.cut("漢字漢字", 6)).isEqualTo("漢字…");
        assertThat(Lettering.cut("\uD83C\uDF47\uD83C\uDF47\uD83C\uDF47", 5)).isEqualTo("\uD83C\uDF47\uD83C\uDF47…");
    }

    @Test
    void textCanBeReadOnWhatItIsWrittenOn() {
        assertThat(Colour.parse("000000").text()).isEqualTo(Colour.WHITE);
        assertThat(Colour.parse("#ffff00").text()).isEqualTo(Colour.INK);
        assertThat(GREEN.mixed(0, Colour.WHITE)).isEqualTo(Colour.WHITE);
        assertThat(GREEN.hex()).isEqualTo("#3f7d4e");
    }

    @Test
    void whatIsNoColourIsRefused() {
        assertThatThrownBy(() -> Colour.parse("red\"")).hasMessageContaining("#rrggbb");
        assertThatThrownBy(() -> new Colour(256, 0, 0)).hasMessageContaining("256");
        assertThatCode(() -> Colour.parse("#ABCDEF")).doesNotThrowAnyException();
    }
}
