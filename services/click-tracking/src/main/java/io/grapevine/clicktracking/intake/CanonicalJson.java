package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.intake.Json.Decimal;
import io.grapevine.clicktracking.intake.Json.Elements;
import io.grapevine.clicktracking.intake.Json.Members;
import io.grapevine.clicktracking.intake.Json.Nothing;
import io.grapevine.clicktracking.intake.Json.Text;
import io.grapevine.clicktracking.intake.Json.Truth;
import io.grapevine.clicktracking.intake.Json.Whole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;

/** One text per JSON value, whatever the order of its members and the spaces between them, so that bodies can be compared by hash. */
public final class CanonicalJson {

    private CanonicalJson() {}

    public static String write(Json json) {
        var out = new StringBuilder();
        write(json, out);
        return out.toString();
    }

    /** Hex SHA-256 of the canonical text. */
    static String hash(Json json) {
        try {
            var bytes = write(json).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case Members members -> members(members, out);
            case Elements elements -> elements(elements, out);
            case Text text -> text(text.value(), out);
            case Whole whole -> out.append(whole.value());
            // Never in full: 1e999999999 is a short text and a very long number.
            case Decimal decimal -> out.append(decimal.value().stripTrailingZeros());
            case Truth truth -> out.append(truth.value());
            case Nothing nothing -> out.append("null");
        }
    }

    private static void members(Members members, StringBuilder out) {
        out.append('{');
        var sorted = members.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            if (i > 0) out.append(',');
            text(sorted.get(i).getKey(), out);
            out.append(':');
            write(sorted.get(i).getValue(), out);
        }
        out.append('}');
    }

    private static void elements(Elements elements, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < elements.values().size(); i++) {
            if (i > 0) out.append(',');
            write(elements.values().get(i), out);
        }
        out.append(']');
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') out.append('\\').append(character);
            else if (character < ' ' || Character.isSurrogate(character))
                out.append("\\u").append(HexFormat.of().toHexDigits(character));
            else out.append(character);
        }
        out.append('"');
    }
}
