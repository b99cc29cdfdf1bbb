package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.intake.Json.Elements;
import io.grapevine.clicktracking.intake.Json.Members;
import io.grapevine.clicktracking.intake.Json.Nothing;
import io.grapevine.clicktracking.intake.Json.Text;
import io.grapevine.clicktracking.intake.Json.Whole;
import io.grapevine.events.EventRejected.FieldProblem;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, read one by one; what is wrong is noted, and a harmless value stands in for it, so that a client
 * hears of all problems at once. Nothing may be built from what was read while there are problems.
 */
final class Fields {

    private static final String MISSING = "";
    private static final int LONGEST_ADDRESS = 2048;

    private final Members members;
    private final String pointer;
    private final List<FieldProblem> problems;

    Fields(Members members, String pointer, List<FieldProblem> problems) {
        this.members = members;
        this.pointer = pointer;
        this.problems = problems;
    }

    boolean has(String field) {
        return member(field) != null;
    }

    void problem(String field, String code, String detail) {
        problems.add(new FieldProblem(pointer + "/" + field, code, detail));
    }

    /** 1-255 printable characters, which must be there. */
    String requiredName(String field) {
        if (!has(field)) problem(field, "required", field + " is required.");
        var name = name(field);
        return name == null ? MISSING : name;
    }

    /** 1-255 printable characters, or null. */
    @Nullable
    String name(String field) {
        return name(field, member(field));
    }

    /** A participant's code, or null. */
    @Nullable
    String code(String field) {
        var code = name(field);
        if (code == null || Texts.CODE.matcher(code).matches()) return code;
        problem(field, "invalid_code", field + " must match [A-Za-z0-9_-]{3,64}.");
        return null;
    }

    /** Free text, cleaned and cut rather than refused, or null. */
    @Nullable
    String text(String field, int longest) {
        var member = member(field);
        if (member == null) return null;
        if (member instanceof Text text) {
            var cleaned = Texts.cleaned(text.value(), longest);
            return cleaned.isEmpty() ? null : cleaned;
        }
        problem(field, "wrong_type", field + " must be a string.");
        return null;
    }

    @Nullable
    String address(String field) {
        return text(field, LONGEST_ADDRESS);
    }

    /** Minor units, which must be there. */
    long requiredAmount(String field) {
        if (!has(field)) problem(field, "required", field + " is required, an integer in minor units.");
        var amount = amount(field);
        return amount == null ? 0 : amount;
    }

    /** Minor units, never negative, or null. */
    @Nullable
    Long amount(String field) {
        return whole(field, "amount", "an integer in minor units");
    }

    /** How many of something, never negative, or null. */
    @Nullable
    Long quantity(String field) {
        return whole(field, "quantity", "a whole number");
    }

    private @Nullable Long whole(String field, String noun, String form) {
        var member = member(field);
        switch (member) {
            case null -> {
                return null;
            }
            case Whole whole
            when whole.value() >= 0 -> {
                return whole.value();
            }
            case Whole whole -> problem(field, "negative_" + noun, field + " must not be negative.");
            case Json.Decimal decimal ->
                problem(field, "invalid_" + noun, field + " must be " + form + " of at most 64 bits.");
            default -> problem(field, "wrong_type", field + " must be " + form + ".");
        }
        return null;
    }

    /** An ISO 4217 code whose currency has a minor unit. */
    String requiredCurrency(String field) {
        if (!has(field)) problem(field, "required", field + " is required, an ISO 4217 code.");
        var code = name(field);
        if (code == null) return MISSING;
        var currency = currency(code);
        if (currency.isEmpty()) problem(field, "unknown_currency", field + " must be an ISO 4217 code in upper case.");
        else if (currency.get().getDefaultFractionDigits() < 0)
            problem(
                    field,
                    "currency_without_minor_unit",
                    code + " has no minor unit, so no amount can be stated in it.");
        return code;
    }

    /** One of the constants, written in lower case, or null. */
    <E extends Enum<E>> @Nullable E word(String field, Class<E> words) {
        var text = name(field);
        if (text == null) return null;
        for (var word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) return word;
        }
        var known = List.of(words.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        problem(field, "unknown_word", field + " must be one of " + known + ".");
        return null;
    }

    /** Names, in order; none if absent. */
    List<String> names(String field) {
        var names = new ArrayList<String>();
        int at = 0;
        for (var element : elements(field)) {
            var name = name(field + "/" + at++, element);
            if (name != null) names.add(name);
        }
        return names;
    }

    /** Objects, in order; none if absent. */
    List<Fields> objects(String field) {
        var objects = new ArrayList<Fields>();
        int at = 0;
        for (var element : elements(field)) {
            if (element instanceof Members inner) {
                objects.add(new Fields(inner, pointer + "/" + field + "/" + at, problems));
            } else {
                problem(field + "/" + at, "wrong_type", "An element of " + field + " must be an object.");
            }
            at++;
        }
        return objects;
    }

    @Nullable
    Json member(String field) {
        var member = members.byName().get(field);
        return member instanceof Nothing ? null : member;
    }

    private List<Json> elements(String field) {
        var member = member(field);
        if (member == null) return List.of();
        if (member instanceof Elements elements) return elements.values();
        problem(field, "wrong_type", field + " must be an array.");
        return List.of();
    }

    private @Nullable String name(String field, @Nullable Json member) {
        if (member == null) return null;
        if (!(member instanceof Text text)) {
            problem(field, "wrong_type", field + " must be a string.");
        } else if (Texts.isName(text.value())) {
            return text.value();
        } else {
            problem(field, "invalid_text", field + " must have 1 to 255 printable characters.");
        }
        return null;
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
