package io.grapevine.notification.template;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import io.grapevine.notification.moment.Details;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pattern may name, and what it then says. Every value is text or a number: a value is never read as a pattern. */
final class Arguments {

    /** All there are; what a moment has none of is empty, or 0. */
    static final Set<String> NAMES = Set.of(
            "name", "named", "program", "worth", "amount", "count", "pieces", "paid", "place", "until", "dated",
            "coupon", "thing", "reason", "title", "text", "inviter");

    private Arguments() {}

    /** What a pattern names at any depth. */
    static Set<String> namedIn(String pattern) {
        var parsed = new MessagePattern(pattern);
        var names = new HashSet<String>();
        for (var index = 0; index < parsed.countParts(); index++) {
            var part = parsed.getPart(index);
            if (part.getType() == Part.Type.ARG_NAME || part.getType() == Part.Type.ARG_NUMBER)
                names.add(parsed.getSubstring(part));
        }
        return names;
    }

    static Map<String, Object> of(Telling telling, Words words) {
        var details = telling.details();
        var locale = telling.locale();
        var worth = Worth.of(details, words, locale);
        var name = line(telling.name());
        var arguments = new HashMap<String, Object>();
        arguments.put("name", name);
        arguments.put("named", name.isEmpty() ? "no" : "yes");
        arguments.put("program", Plain.line(telling.program()));
        arguments.put("worth", worth);
        arguments.put("amount", worth);
        arguments.put("count", number(details.count()));
        arguments.put("pieces", number(details.pieces()));
        arguments.put("paid", details.amountMinor() == null ? "no" : "yes");
        arguments.put("place", number(details.place()));
        arguments.put("until", details.until() == null ? "" : date(details.until(), telling));
        arguments.put("dated", details.until() == null ? "no" : "yes");
        arguments.put("coupon", line(details.couponCode()));
        arguments.put("thing", line(details.thing()));
        arguments.put("reason", reason(details, words, locale));
        arguments.put("title", line(details.title()));
        arguments.put("text", details.text() == null ? "" : Plain.text(details.text()));
        arguments.put("inviter", line(telling.inviter()));
        return arguments;
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : Plain.line(text);
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    /** The day, where the reader lives. */
    private static String date(Instant at, Telling telling) {
        var format = DateFormat.getDateInstance(DateFormat.LONG, ULocale.forLocale(telling.locale()));
        format.setTimeZone(TimeZone.getTimeZone(telling.zone().getId()));
        return format.format(Date.from(at));
    }

    private static String reason(Details details, Words words, Locale locale) {
        var key = "reason." + details.reason();
        return words.say(words.knows(key) ? key : "reason.other", locale, Map.of());
    }
}
