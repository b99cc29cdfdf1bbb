package io.grapevine.events.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object of what a client sent. Reading a wrong field notes a mistake and answers null, so that one answer names them all;
 * a field that is absent or null is null without a mistake.
 *
 * <p>Fields that were never asked for are refused by {@link #refuseRest}: nothing a client writes is silently ignored.
 */
public final class Form {

    private final String pointer;
    private final Map<String, @Nullable Object> fields;
    private final List<Mistake> mistakes;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, Object> passedDown = new LinkedHashMap<>();

    private Form(String pointer, Map<String, @Nullable Object> fields, List<Mistake> mistakes) {
        this.pointer = pointer;
        this.fields = fields;
        this.mistakes = mistakes;
    }

    /** Reads a body: {@code fill} takes what it needs, and its answer counts only if nothing was noted. */
    public static <T> Reading<T> read(@Nullable Object body, Function<Form, @Nullable T> fill) {
        var mistakes = new ArrayList<Mistake>();
        var form = of("", body, mistakes);
        if (form == null) return new Reading.Refused<>(mistakes);
        var value = fill.apply(form);
        if (mistakes.isEmpty() && value != null) return new Reading.Accepted<>(value);
        return new Reading.Refused<>(mistakes);
    }

    private static @Nullable Form of(String pointer, @Nullable Object value, List<Mistake> mistakes) {
        if (!(value instanceof Map<?, ?> map)) {
            mistakes.add(new Mistake(
                    pointer, Mistake.INVALID, "expected an object with named fields, got " + Quoted.of(value)));
            return null;
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return new Form(pointer, fields, mistakes);
    }

    /** Notes that a field is wrong; {@code fix} says what to write instead. */
    public void wrong(String name, String fix) {
        mistakes.add(new Mistake(
                Pointers.child(pointer, name),
                Mistake.INVALID,
                name + " is " + Quoted.of(fields.get(name)) + ": " + fix));
    }

    /** Notes a mistake of any kind at a field. */
    public void note(String name, String code, String detail) {
        mistakes.add(new Mistake(Pointers.child(pointer, name), code, detail));
    }

    /** As {@link #note}, of one item of a list. */
    public void note(String name, int index, String code, String detail) {
        mistakes.add(new Mistake(Pointers.child(Pointers.child(pointer, name), index), code, detail));
    }

    /** As {@link #wrong}, of one item of a list. */
    public void wrongItem(String name, int index, @Nullable Object value, String fix) {
        note(name, index, Mistake.INVALID, name + " contains " + Quoted.of(value) + ": " + fix);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** Lets the objects of lists of this one, read from now on, say what it says where they do not say it themselves. */
    public void passDown(String name) {
        var value = value(name);
        if (value != null) passedDown.put(name, value);
    }

    /** Notes a mistake if the field is absent; {@code fix} says what to write. */
    public void requires(String name, String fix) {
        if (!has(name)) note(name, Mistake.REQUIRED, name + " is missing: " + fix);
    }

    /** Lets a field stand that is read elsewhere, or cannot be judged. */
    public void knows(String name) {
        asked.add(name);
    }

    public @Nullable Object value(String name) {
        asked.add(name);
        return fields.get(name);
    }

    /** Text without control characters and not blank, at most so many code points long. */
    public @Nullable String text(String name, int longest) {
        var value = value(name);
        if (value == null) return null;
        if (value instanceof String text && isPrintable(text) && text.codePointCount(0, text.length()) <= longest)
            return text;
        wrong(name, "write text of 1 to " + longest + " printable characters");
        return null;
    }

    /** Text that means something: {@code parse} answers empty if it does not, and {@code fix} says what to write. */
    public <T> @Nullable T read(String name, Function<String, Optional<T>> parse, String fix) {
        var value = value(name);
        if (value == null) return null;
        var read = value instanceof String text ? parse.apply(text).orElse(null) : null;
        if (read == null) wrong(name, fix);
        return read;
    }

    public @Nullable Boolean flag(String name) {
        var value = value(name);
        if (value == null || value instanceof Boolean) return (Boolean) value;
        wrong(name, "write true or false");
        return null;
    }

    /** A whole number, both ends inclusive. */
    public @Nullable Long whole(String name, long least, long most) {
        var value = value(name);
        if (value == null) return null;
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            var number = new BigInteger(value.toString());
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0)
                return number.longValueExact();
        }
        wrong(name, "write a whole number from " + least + " to " + most);
        return null;
    }

    /** A decimal above zero, as a number or as text, without trailing zeros; {@code digits} is the most after the point. */
    public @Nullable BigDecimal positiveDecimal(String name, BigDecimal most, int digits) {
        var value = value(name);
        if (value == null) return null;
        var number = decimal(value);
        if (number != null && number.signum() > 0 && number.compareTo(most) <= 0 && number.scale() <= digits)
            return number;
        wrong(name, "write a number above 0 and at most " + most + " with at most " + digits + " decimals");
        return null;
    }

    /** As {@link #positiveDecimal}, zero included. */
    public @Nullable BigDecimal decimal(String name, BigDecimal most, int digits) {
        var value = value(name);
        if (value == null) return null;
        var number = decimal(value);
        if (number != null && number.compareTo(most) <= 0 && number.scale() <= digits) return number;
        wrong(name, "write a number from 0 to " + most + " with at most " + digits + " decimals");
        return null;
    }

    /** A duration, both ends inclusive. */
    public @Nullable Duration duration(String name, Duration shortest, Duration longest) {
        var value = value(name);
        if (value == null) return null;
        var length = value instanceof String text ? Spans.parse(text).orElse(null) : null;
        if (length != null && length.compareTo(shortest) >= 0 && length.compareTo(longest) <= 0) return length;
        wrong(
                name,
                "write a duration such as 30d, 12h, 15m or P30D, at most " + longest.toDays() + "d"
                        + leastOf(shortest));
        return null;
    }

    private static String leastOf(Duration shortest) {
        if (shortest.isZero()) return "";
        return shortest.toHours() == 0 ? " and longer than nothing" : " and at least " + shortest.toHours() + "h";
    }

    /** A time with its offset (RFC 3339), truncated to milliseconds. */
    public @Nullable Instant time(String name) {
        var time = read(name, Times::parse, "write a time with its offset such as 2026-03-01T00:00:00Z");
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** One of some words; {@code notBuilt} are words that mean something to us but do not work yet. */
    public <T> @Nullable T choice(String name, Map<String, T> choices, Set<String> notBuilt) {
        var value = value(name);
        if (value == null) return null;
        var chosen = value instanceof String word ? choices.get(word) : null;
        if (chosen != null) return chosen;
        var fix = "write " + String.join(" or ", new TreeSet<>(choices.keySet()));
        if (value instanceof String word && notBuilt.contains(word))
            note(name, Mistake.UNSUPPORTED, name + " " + Quoted.of(word) + " is not built yet: " + fix);
        else wrong(name, fix);
        return null;
    }

    /** A form below this one, whose mistakes join ours; null if the field is absent or no object. */
    public @Nullable Form object(String name) {
        var value = value(name);
        return value == null ? null : of(Pointers.child(pointer, name), value, mistakes);
    }

    /** The objects of a list in order; what is no object is noted and left out. */
    public List<Form> objects(String name, int most) {
        var objects = new ArrayList<Form>();
        var items = items(name, most);
        for (int i = 0; i < items.size(); i++) {
            var object = of(Pointers.child(Pointers.child(pointer, name), i), items.get(i), mistakes);
            if (object == null) continue;
            passedDown.forEach(object.fields::putIfAbsent);
            objects.add(object);
        }
        return objects;
    }

    /** The texts of a list in order; {@code wanted} says which count, {@code fix} what to write. */
    public List<String> texts(String name, int most, Predicate<String> wanted, String fix) {
        var texts = new ArrayList<String>();
        var items = items(name, most);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text && wanted.test(text)) texts.add(text);
            else wrongItem(name, i, items.get(i), fix);
        }
        return texts;
    }

    /** The items of a list in order, whatever they are. */
    public List<@Nullable Object> items(String name, int most) {
        var value = value(name);
        if (value == null) return List.of();
        if (value instanceof List<?> list && list.size() <= most) return new ArrayList<>(list);
        wrong(name, "write a list of at most " + most + " items");
        return List.of();
    }

    /** Refuses every field that was never asked for; {@code notBuilt} are those that mean something to us but do not work yet. */
    public void refuseRest(Set<String> notBuilt) {
        var rest = new HashSet<>(fields.keySet());
        rest.removeAll(asked);
        rest.stream().sorted().forEach(name -> note(name, Mistake.UNSUPPORTED, refusalOf(name, notBuilt)));
    }

    private String refusalOf(String name, Set<String> notBuilt) {
        return notBuilt.contains(name)
                ? name + " is not built yet: leave it out; nothing would come of it"
                : Quoted.of(name) + " is no field here: use " + String.join(", ", asked);
    }

    private static @Nullable BigDecimal decimal(Object value) {
        if (!(value instanceof Number || value instanceof String)) return null;
        var text = value.toString();
        // No exponents: "1e9999999" would be a number whose plain form fills the memory.
        if (!text.matches("\\d{1,18}(\\.\\d{1,18})?")) return null;
        var number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static boolean isPrintable(String text) {
        return !text.isBlank()
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }
}
