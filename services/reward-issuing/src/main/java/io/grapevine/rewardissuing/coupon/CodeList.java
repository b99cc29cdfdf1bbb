package io.grapevine.rewardissuing.coupon;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Codes as an import brings them, in the order in which they will be given out.
 *
 * @param codes each once, where it stood first
 */
public record CodeList(List<String> codes) {

    /** One import is one transaction; a larger stock comes in several. */
    public static final int MOST_CODES = 10_000;

    // What a shop prints on paper and a person types: no space, no comma, no quotation mark.
    private static final Pattern CODE = Pattern.compile("[!-~&&[^,\"]]{1,64}");
    private static final String FIX =
            "write 1 to 64 printable ASCII characters without space, comma and quotation mark";
    // All wrong lines of a large file would fill the answer; the first ones show what is wrong with it.
    private static final int MOST_MISTAKES = 100;

    public CodeList {
        codes = List.copyOf(new LinkedHashSet<>(codes));
    }

    /** A JSON body: {@code {"codes": ["A1", …]}}. */
    public static Reading<CodeList> ofJson(@Nullable Object body) {
        return Form.read(body, form -> {
            form.requires("codes", "write a list of the codes");
            var codes = form.texts("codes", MOST_CODES, CODE.asMatchPredicate(), FIX);
            form.refuseRest(java.util.Set.of());
            if (form.has("codes") && codes.isEmpty())
                form.note("codes", Mistake.INVALID, "codes is empty: write one at least");
            return new CodeList(codes);
        });
    }

    /** One code a line, quoted or not; a first line that says {@code code} is a heading, and empty lines are none. */
    public static Reading<CodeList> ofCsv(String text) {
        var codes = new ArrayList<String>();
        var mistakes = new ArrayList<Mistake>();
        var lines = text.lines().toList();
        for (var number = 0; number < lines.size() && mistakes.size() < MOST_MISTAKES; number++) {
            var code = unquoted(lines.get(number).strip());
            if (code.isEmpty() || number == 0 && code.equalsIgnoreCase("code")) continue;
            if (CODE.matcher(code).matches()) codes.add(code);
            else mistakes.add(new Mistake("/" + number, Mistake.INVALID, "line " + (number + 1) + ": " + FIX));
        }
        if (codes.isEmpty() && mistakes.isEmpty())
            mistakes.add(new Mistake("", Mistake.REQUIRED, "there is no code: write one a line"));
        if (codes.size() > MOST_CODES)
            mistakes.add(new Mistake(
                    "", Mistake.INVALID, "there are more than " + MOST_CODES + " codes: import them in parts"));
        return mistakes.isEmpty() ? new Reading.Accepted<>(new CodeList(codes)) : new Reading.Refused<>(mistakes);
    }

    private static String unquoted(String field) {
        var isQuoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
        return isQuoted ? field.substring(1, field.length() - 1) : field;
    }
}
