package io.grapevine.programs.participant.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    private static final String LINK = "https://go.example/r/ANA10";

    @Test
    void theImageReadsBackAsTheLink() throws Exception {
        // When
        var png = QrCode.of(LINK).png();
        // Then
        assertThat(textIn(png)).isEqualTo(LINK);
    }

    @Test
    void theDrawingHasAQuietZoneAndEveryDarkModule() {
        // Given
        var code = QrCode.of(LINK);
        // When
        var svg = code.svg();
        // Then
        var dark = 0;
        for (int y = 0; y < code.modules().getHeight(); y++)
            for (int x = 0; x < code.modules().getWidth(); x++)
                if (code.modules().get(x, y)) dark++;
        assertThat(svg).startsWith("<svg xmlns=").doesNotContain("M0 ", "M3 ").contains("M4 4h1v1h-1z");
        assertThat(svg.chars().filter(c -> c == 'M').count()).isEqualTo(dark);
    }

    static String textIn(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), Arrays.copyOf(pixels, pixels.length));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
