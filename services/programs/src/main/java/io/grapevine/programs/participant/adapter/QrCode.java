package io.grapevine.programs.participant.adapter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A text drawn as a QR code, with the quiet zone of four modules that scanners ask for. */
record QrCode(BitMatrix modules) {

    private static final int QUIET_ZONE = 4;
    // Ten pixels a module print sharply at business-card size.
    private static final int PIXELS_PER_MODULE = 10;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    static QrCode of(String text) {
        try {
            // M survives a crease or a stain on paper, and a referral link still makes a small code.
            var hints =
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);
            return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, hints));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", e);
        }
    }

    String svg() {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++)
            for (int x = 0; x < modules.getWidth(); x++)
                if (modules.get(x, y))
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" shape-rendering="crispEdges">\
                <rect width="%1$d" height="%2$d" fill="#fff"/><path d="%3$s"/></svg>""".formatted(modules.getWidth(), modules.getHeight(), path);
    }

    byte[] png() {
        var width = modules.getWidth() * PIXELS_PER_MODULE;
        var height = modules.getHeight() * PIXELS_PER_MODULE;
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                image.setRGB(x, y, modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE) ? BLACK : WHITE);
        var png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", png)) throw new IllegalStateException("every JDK writes PNG");
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return png.toByteArray();
    }
}
