package io.grapevine.insights.graph.adapter;

import io.grapevine.insights.graph.picture.Colour;
import io.grapevine.insights.graph.picture.Drawing;
import io.grapevine.insights.graph.picture.Drawing.Box;
import io.grapevine.insights.graph.picture.Drawing.Look;
import io.grapevine.insights.graph.picture.Lettering;
import io.grapevine.insights.graph.picture.Svg;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Paints a drawing as PNG with what the JDK has. */
final class PaintPng {

    /** What one picture may take of the heap: two bytes a pixel. */
    private static final long MOST_PIXELS = 24_000_000;

    private static final int NAME_SIZE = 12;
    private static final int DETAIL_SIZE = 10;
    private static final int ROUND = 12;
    private static final float[] DASHES = {4, 3};

    private PaintPng() {}

    static byte[] of(Drawing drawing) {
        // Smaller rather than cut off: what is too small to read is to be asked for as SVG.
        var scale = Math.min(1, Math.sqrt((double) MOST_PIXELS / ((long) drawing.width() * drawing.height())));
        var image = new BufferedImage(
                Math.max(1, (int) (drawing.width() * scale)),
                Math.max(1, (int) (drawing.height() * scale)),
                BufferedImage.TYPE_USHORT_565_RGB);
        var brush = image.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            brush.scale(scale, scale);
            brush.setColor(Color.WHITE);
            brush.fillRect(0, 0, drawing.width(), drawing.height());
            brush.setColor(color(Svg.lines(drawing)));
            drawing.lines().forEach(line -> brush.draw(path(line)));
            drawing.boxes().forEach(box -> paint(brush, box, drawing.colour()));
        } finally {
            brush.dispose();
        }
        return encoded(image);
    }

    private static void paint(Graphics2D brush, Box box, Colour colour) {
        var fill = Svg.fill(box, colour);
        var shape = new RoundRectangle2D.Double(box.x(), box.y(), Drawing.BOX_WIDTH, Drawing.BOX_HEIGHT, ROUND, ROUND);
        brush.setColor(color(fill));
        brush.fill(shape);
        brush.setColor(color(colour));
        brush.setStroke(
                box.look() == Look.REST
                        ? new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                        : new BasicStroke(1));
        brush.draw(shape);
        brush.setColor(color(fill.text()));
        brush.setFont(new Font(Font.SANS_SERIF, Font.BOLD, NAME_SIZE));
        brush.drawString(Lettering.plain(box.name()), (float) box.x() + 10, (float) box.y() + 16);
        brush.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, DETAIL_SIZE));
        brush.drawString(Lettering.plain(box.detail()), (float) box.x() + 10, (float) box.y() + 30);
    }

    private static Path2D path(Drawing.Line line) {
        var path = new Path2D.Double();
        var first = line.points().getFirst();
        path.moveTo(first.x(), first.y());
        line.points().forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }

    private static byte[] encoded(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) throw new IllegalStateException("this JDK writes no PNG");
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static Color color(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }
}
