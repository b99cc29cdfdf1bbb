package io.grapevine.clicktracking.redirect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of an address that tell which advertisement brought the visitor. */
public final class Query {

    /** The click ids of the advertising networks, beside everything that begins with {@code utm_}. */
    private static final Set<String> AD_CLICK_IDS = Set.of(
            "gclid",
            "gbraid",
            "wbraid",
            "dclid",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "li_fat_id",
            "igshid",
            "sccid",
            "epik",
            "rdt_cid",
            "yclid",
            "irclickid");
    /** A touch keeps a handful; more is somebody filling our disk. */
    private static final int MOST = 20;

    private static final int LONGEST_VALUE = 255;

    private Query() {}

    /** UTM and ad-click parameters of a raw query, the first of each name; what does not decode is left out. */
    public static Map<String, String> campaign(@Nullable String rawQuery) {
        var kept = new LinkedHashMap<String, String>();
        if (rawQuery == null) return kept;
        for (var pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || kept.size() == MOST) continue;
            var name = pair.substring(0, equals);
            if (!isCampaign(name.toLowerCase(Locale.ROOT))) continue;
            var value = decode(pair.substring(equals + 1));
            if (value != null && !value.isEmpty()) kept.putIfAbsent(name, value);
        }
        return kept;
    }

    /** The same, of a whole address. */
    public static Map<String, String> campaignOf(@Nullable String url) {
        if (url == null) return Map.of();
        int from = url.indexOf('?');
        if (from < 0) return Map.of();
        int to = url.indexOf('#', from);
        return campaign(url.substring(from + 1, to < 0 ? url.length() : to));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isCampaign(String name) {
        return name.startsWith("utm_") && name.length() <= 32 && name.chars().allMatch(Query::isNameCharacter)
                || AD_CLICK_IDS.contains(name);
    }

    private static boolean isNameCharacter(int character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '_';
    }

    private static @Nullable String decode(String text) {
        try {
            var value = URLDecoder.decode(text, StandardCharsets.UTF_8);
            boolean clean = value.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
            return clean && value.length() <= LONGEST_VALUE ? value : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
