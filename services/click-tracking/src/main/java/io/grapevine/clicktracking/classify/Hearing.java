package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user agent being judged: first everything that speaks is heard, then what of it counts is decided. */
final class Hearing implements TextIndex.Found<Hint> {

    private record Charge(Hint.Machine machine, int begin, int end) {}

    private record Span(int begin, int end) {
        boolean holds(Charge charge) {
            return begin <= charge.begin && charge.end <= end;
        }
    }

    private static final Span NOWHERE = new Span(-1, -1);

    private final String userAgent;
    private final byte[] folded;
    private boolean opening;
    private boolean engine;
    private boolean browser;
    private List<Charge> charges = List.of();
    private List<Span> people = List.of();

    Hearing(String userAgent) {
        this.userAgent = userAgent;
        this.folded = TextIndex.folded(userAgent);
    }

    byte[] folded() {
        return folded;
    }

    @Override
    public void found(Hint hint, int begin, int end) {
        if (hint instanceof Hint.Machine machine) {
            if (charges.isEmpty()) charges = new ArrayList<>();
            charges.add(new Charge(machine, begin, end));
        } else if (hint instanceof Hint.Sign sign) {
            note(sign.meaning(), begin, end);
        }
    }

    private void note(Hint.Meaning meaning, int begin, int end) {
        switch (meaning) {
            case OPENING -> opening = true;
            case ENGINE -> engine = true;
            case BROWSER -> browser = true;
            case PERSON -> {
                if (people.isEmpty()) people = new ArrayList<>();
                people.add(new Span(begin, end));
            }
        }
    }

    /** Whether it has the shape of what people use, which machines take on as well. */
    boolean isBrowser() {
        return browser || opening && engine;
    }

    /**
     * The most telling label of what counts; null if nothing does. What is plain comes first: it is cheap, and mostly leaves the
     * expressions nothing to add.
     */
    @Nullable
    TrafficLabel verdict() {
        if (charges.isEmpty()) return null;
        var phone = phone();
        return verdict(verdict(null, phone, false), phone, true);
    }

    private @Nullable TrafficLabel verdict(@Nullable TrafficLabel soFar, Span phone, boolean expressions) {
        var verdict = soFar;
        for (var charge : charges) {
            if ((charge.machine.expression() != null) != expressions) continue;
            var told = moreTelling(verdict, charge.machine.label());
            if (told != verdict && counts(charge, phone) && charge.machine.matches(userAgent, charge.begin))
                verdict = told;
        }
        return verdict;
    }

    private boolean counts(Charge charge, Span phone) {
        return !phone.holds(charge) && !isPerson(charge) && !(isBrowser() && isUnlikely(charge));
    }

    private boolean isUnlikely(Charge charge) {
        return charge.machine.weak() || charge.machine.name() && !beginsWord(charge.begin);
    }

    private boolean isPerson(Charge charge) {
        for (var span : people) {
            if (span.holds(charge)) return true;
        }
        return false;
    }

    private boolean beginsWord(int at) {
        return at == 0 || !Character.isLetterOrDigit(folded[at - 1]);
    }

    /** Where an Android says which device it is, its build included: people buy a CUBOT or an HTC Butterfly. */
    private Span phone() {
        int open = userAgent.indexOf('(');
        if (open < 0) return NOWHERE;
        var platform = userAgent.substring(open, closing(open));
        if (!platform.contains("Android") || platform.contains("compatible") || platform.contains("://"))
            return NOWHERE;
        int build = platform.indexOf("Build/");
        int afterBuild = build < 0 ? -1 : platform.indexOf(';', build);
        return new Span(open, open + (afterBuild < 0 ? platform.length() : afterBuild));
    }

    private int closing(int open) {
        int depth = 0;
        for (int at = open; at < folded.length; at++) {
            if (folded[at] == '(') depth++;
            if (folded[at] == ')' && --depth == 0) return at;
        }
        return folded.length;
    }

    /** A preview is a bot as well; what it is for says more. */
    private static TrafficLabel moreTelling(@Nullable TrafficLabel one, TrafficLabel other) {
        if (one == null || one == TrafficLabel.BOT) return other;
        return other == TrafficLabel.PREVIEW ? other : one;
    }
}
