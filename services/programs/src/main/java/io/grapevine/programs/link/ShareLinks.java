package io.grapevine.programs.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One link per channel that opens the channel's own composer with the referral link in it; the person still presses send. */
public record ShareLinks(
        String whatsapp, String telegram, String facebook, String x, String linkedin, String email, String sms) {

    /**
     * @param text said beside the link, where the channel has room for it: the program's name
     */
    public static ShareLinks of(ReferralLink link, String text) {
        var address = encoded(link.address());
        var said = encoded(text);
        var saidWithAddress = encoded(text + " " + link.address());
        return new ShareLinks(
                "https://wa.me/?text=" + saidWithAddress,
                "https://t.me/share/url?url=" + address + "&text=" + said,
                "https://www.facebook.com/sharer/sharer.php?u=" + address,
                "https://x.com/intent/tweet?url=" + address + "&text=" + said,
                "https://www.linkedin.com/sharing/share-offsite/?url=" + address,
                "mailto:?subject=" + said + "&body=" + address,
                "sms:?&body=" + saidWithAddress);
    }

    // Mail and SMS programs show a plus as a plus, so spaces are written as %20 everywhere.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
