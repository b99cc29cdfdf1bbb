package io.grapevine.insights.graph.picture;

import io.grapevine.insights.graph.picture.Drawing.Box;
import io.grapevine.insights.graph.picture.Drawing.Line;
import io.grapevine.insights.graph.picture.Drawing.Look;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing as SVG, without script, style sheet or anything from elsewhere. */
public final class Svg {

    private static final int NAME_Y = 16;
    private static final int DETAIL_Y = 30;
    private static final int TEXT_X = 10;

    private Svg() {}

    public static String of(Drawing drawing) {
        var svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" \
                aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="12">
                <title id="title">%3$s</title>
                <desc id="desc">%4$s</desc>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <g fill="none" stroke="%5$s" stroke-width="1.2">
                """.formatted(
                        drawing.width(),
                        drawing.height(),
                        Lettering.escaped(drawing.title()),
                        Lettering.escaped(drawing.description()),
                        lines(drawing).hex()));
        drawing.lines().forEach(line -> svg.append(line(line)));
        svg.append("</g>\n");
        drawing.boxes().forEach(box -> svg.append(box(box, drawing.colour())));
        return svg.append("</svg>\n").toString();
    }

    /** The colour that a box is filled with: the nearer to the root the stronger. */
    public static Colour fill(Box box, Colour colour) {
        return switch (box.look()) {
            case ROOT -> colour;
            case REST -> Colour.WHITE;
            case PERSON -> colour.mixed(0.34 / box.depth(), Colour.WHITE);
        };
    }

    public static Colour lines(Drawing drawing) {
        return drawing.colour().mixed(0.5, Colour.WHITE);
    }

    private static String line(Line line) {
        return "<polyline points=\"%s\"/>\n"
                .formatted(line.points().stream()
                        .map(point -> number(point.x()) + "," + number(point.y()))
                        .collect(Collectors.joining(" ")));
    }

    private static String box(Box box, Colour colour) {
        var fill = fill(box, colour);
        return """
                <g transform="translate(%s %s)"><title>%s</title><rect width="%d" height="%d" rx="6" fill="%s" stroke="%s"%s/>\
                <text x="%d" y="%d" fill="%s" font-weight="600">%s</text><text x="%d" y="%d" fill="%s" font-size="10">%s</text></g>
                """.formatted(
                        number(box.x()),
                        number(box.y()),
                        Lettering.escaped(box.label()),
                        Drawing.BOX_WIDTH,
                        Drawing.BOX_HEIGHT,
                        fill.hex(),
                        colour.hex(),
                        box.look() == Look.REST ? " stroke-dasharray=\"4 3\"" : "",
                        TEXT_X,
                        NAME_Y,
                        fill.text().hex(),
                        Lettering.escaped(box.name()),
                        TEXT_X,
                        DETAIL_Y,
                        fill.text().hex(),
                        Lettering.escaped(box.detail()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
