package io.grapevine.rewardissuing.payout;

import java.math.BigDecimal;
import java.text.Normalizer;

/** Texts and amounts as banks take them. */
public final class BankText {

    private BankText() {}

    /** In the letters that every bank takes (SEPA's Latin set): accents fall off, anything else becomes a dot. */
    public static String latin(String text, int longest) {
        var plain = Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9/?:().,'+ -]", ".")
                .strip();
        var cut = plain.length() > longest ? plain.substring(0, longest).strip() : plain;
        return cut.isEmpty() ? "." : cut;
    }

    /** In major units with exactly the digits of the currency: 1250 is 12.50 of EUR, 1250 of JPY, 1.250 of KWD. */
    public static BigDecimal major(long minor, int exponent) {
        return BigDecimal.valueOf(minor, exponent);
    }

    /** An id of ours in the 35 characters that ISO 20022 gives it: the prefix and the dashes fall off. */
    public static String reference(String id) {
        return id.substring(id.indexOf('_') + 1).replace("-", "");
    }
}
