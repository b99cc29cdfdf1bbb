package io.grapevine.insights.graph.picture;

import java.util.List;

/**
 * What is drawn and where, in pixels from the upper left corner.
 *
 * @param title what the picture is of, for those who cannot see it too
 * @param description what it shows, in a sentence
 */
public record Drawing(
        int width, int height, String title, String description, Colour colour, List<Box> boxes, List<Line> lines) {

    /** Of every box; a name of some length fits, and a thousand boxes can still be scrolled. */
    public static final int BOX_WIDTH = 190;

    public static final int BOX_HEIGHT = 38;

    public Drawing {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    /** A person, or those of whom there are too many to be drawn. */
    public record Box(double x, double y, int depth, Look look, String name, String detail, String label) {}

    /** How a box looks. */
    public enum Look {
        /** Whom the picture is about. */
        ROOT,
        PERSON,
        /** Stands for others. */
        REST
    }

    /** From an advocate to a friend. */
    public record Line(List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** A place in the picture. */
    public record Point(double x, double y) {}
}
