package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The user agents of machines: published lists and our corrections to them, compiled so that one pass answers for all. */
public final class Machines {

    /** Longer ones are cut: no browser needs it, and looking must stay cheap. */
    private static final int LONGEST_USER_AGENT = 512;
    /** Nearly every user agent holds these, so that finding them sorts nothing out. */
    private static final Set<String> USUAL = Set.of("mozilla/");

    private final TextIndex<Hint> index;
    /** Expressions that no text announces; only what looks like no browser is held against them. */
    private final List<Hint.Machine> shapes = new ArrayList<>();

    private Machines(List<PublishedList> lists, Corrections corrections) {
        var entries = new ArrayList<TextIndex.Entry<Hint>>();
        corrections
                .texts()
                .forEach((text, meaning) -> entries.add(new TextIndex.Entry<>(text, new Hint.Sign(meaning))));
        for (var list : lists) {
            for (var pattern : list.patterns()) compile(list, pattern, corrections, entries);
        }
        this.index = new TextIndex<>(entries);
    }

    public static Machines of(List<PublishedList> lists, Corrections corrections) {
        return new Machines(lists, corrections);
    }

    /** What kind of machine this is; empty for what is not known to be one. */
    public Optional<TrafficLabel> label(String userAgent) {
        var text = userAgent.length() > LONGEST_USER_AGENT ? userAgent.substring(0, LONGEST_USER_AGENT) : userAgent;
        var hearing = new Hearing(text);
        index.search(hearing.folded(), hearing);
        var verdict = hearing.verdict();
        return Optional.ofNullable(verdict == null && !hearing.isBrowser() ? byShape(text) : verdict);
    }

    private @Nullable TrafficLabel byShape(String userAgent) {
        for (var shape : shapes) {
            if (shape.matches(userAgent, 0)) return shape.label();
        }
        return null;
    }

    private void compile(
            PublishedList list,
            PublishedList.Pattern pattern,
            Corrections corrections,
            List<TextIndex.Entry<Hint>> entries) {
        var target = new Corrections.Target(list.name(), pattern.regex());
        if (corrections.isNever(target)) return;
        var regex = corrections.isLeading(target) ? "^" + pattern.regex() : pattern.regex();
        for (var alternative : RequiredTexts.alternatives(regex)) {
            var texts = RequiredTexts.of(alternative).stream()
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .toList();
            boolean announced = !texts.isEmpty() && texts.stream().allMatch(Machines::isTelling);
            var machine = machine(list, pattern.label(), alternative, corrections.isWeak(target), announced);
            if (announced) texts.forEach(text -> entries.add(new TextIndex.Entry<>(text, machine)));
            else shapes.add(machine);
        }
    }

    private static boolean isTelling(String text) {
        return text.length() >= TextIndex.SHORTEST && !USUAL.contains(text);
    }

    private static Hint.Machine machine(
            PublishedList list, TrafficLabel label, String regex, boolean weak, boolean announced) {
        boolean exact = list.kind() == PublishedList.Kind.EXACT_NAMES;
        boolean textSaysAll = announced && RequiredTexts.isPlain(regex);
        boolean name = textSaysAll && list.kind() != PublishedList.Kind.WORDS;
        @Nullable String exactText = textSaysAll && exact ? RequiredTexts.unescaped(regex) : null;
        @Nullable
        Pattern expression = textSaysAll ? null : Pattern.compile(regex, exact ? 0 : Pattern.CASE_INSENSITIVE);
        return new Hint.Machine(label, exactText, expression, name, weak);
    }
}
