package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to do.
 *
 * @param arm the variant to use; null while none is known
 * @param stillNeeded exposures of all variants together, about; null unless it is to go on
 */
public record Recommendation(
        Verdict verdict, @Nullable String arm, @Nullable Long stillNeeded, String sentence) {

    /** How often a difference worth finding must be found. */
    private static final BigDecimal POWER = new BigDecimal("0.8");

    public enum Verdict {
        NOT_STARTED,
        KEEP_GOING,
        BETTER,
        KEEP_CONTROL,
        NO_DIFFERENCE,
        /** It was stopped before anything could be told. */
        UNDECIDED,
        SAMPLE_RATIO_MISMATCH;

        /** Whether nothing more is to be learnt by going on. */
        public boolean ends() {
            return switch (this) {
                case NOT_STARTED, KEEP_GOING, UNDECIDED -> false;
                case BETTER, KEEP_CONTROL, NO_DIFFERENCE, SAMPLE_RATIO_MISMATCH -> true;
            };
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Recommendation of(Experiment experiment, Run.State state, Evidence evidence) {
        if (state == Run.State.DRAFT)
            return new Recommendation(
                    Verdict.NOT_STARTED,
                    null,
                    null,
                    "Start it: nothing is counted before, and everybody gets the control.");
        if (evidence.mismatched()) return mismatch(experiment, evidence);
        var sample = new Sample(experiment, evidence);
        if (!sample.hasMinimum()) return goOn(experiment, state, evidence, sample);
        var alpha = experiment.alpha().doubleValue();
        var better = evidence.comparisons().stream()
                .filter(each -> each.ahead() && each.alwaysValidP() < alpha)
                .max(Comparator.comparing(Comparison::difference));
        if (better.isPresent()) return better(experiment, evidence, better.get());
        if (!evidence.comparisons().isEmpty()
                && evidence.comparisons().stream().allMatch(each -> !each.ahead() && each.alwaysValidP() < alpha))
            return keepControl(experiment, evidence);
        if (sample.stillNeeded() == 0 && evidence.comparisons().stream().noneMatch(each -> each.pAdjusted() < alpha))
            return noDifference(experiment, sample);
        return goOn(experiment, state, evidence, sample);
    }

    private static Recommendation mismatch(Experiment experiment, Evidence evidence) {
        var ratio = evidence.ratio().orElseThrow();
        var shared = experiment.variants().stream()
                .map(variant -> say(
                        "%,d of %s (weight %d)", evidence.advocates(variant.name()), variant.name(), variant.weight()))
                .toList();
        return new Recommendation(
                Verdict.SAMPLE_RATIO_MISMATCH,
                null,
                null,
                say(
                        "Stop: sample ratio mismatch. Advocates who shared are %s, which chance brings once in %s. Either shares of one"
                                + " variant are lost, or the variants themselves change who shares: no rate here is to be believed.",
                        String.join(", ", shared), onceIn(ratio.pValue())));
    }

    private static Recommendation better(Experiment experiment, Evidence evidence, Comparison winner) {
        var belief = evidence.best().get(winner.arm());
        var best = belief == null
                ? ""
                : " It is the best of all with a probability of " + percent(belief.probability())
                        + "; choosing it risks " + points(belief.expectedLoss()) + ".";
        return new Recommendation(
                Verdict.BETTER,
                winner.arm(),
                null,
                say(
                        "%s is better than %s: %s of %s convert against %s (p = %s, however often one looks).%s Use %s.",
                        winner.arm(),
                        experiment.control(),
                        rate(evidence.arm(winner.arm())),
                        experiment.metric().exposures(),
                        rate(evidence.arm(experiment.control())),
                        small(winner.alwaysValidP()),
                        best,
                        winner.arm()));
    }

    private static Recommendation keepControl(Experiment experiment, Evidence evidence) {
        return new Recommendation(
                Verdict.KEEP_CONTROL,
                experiment.control(),
                null,
                say(
                        "Keep %s: with %s of %s converting it is better than every other variant.",
                        experiment.control(),
                        rate(evidence.arm(experiment.control())),
                        experiment.metric().exposures()));
    }

    private static Recommendation noDifference(Experiment experiment, Sample sample) {
        return new Recommendation(
                Verdict.NO_DIFFERENCE,
                experiment.control(),
                null,
                say(
                        "No variant differs: with %,d %s in each arm, a difference of %s would have been found four times in five. Keep %s,"
                                + " or try something bolder.",
                        sample.perArm(),
                        experiment.metric().exposures(),
                        points(experiment.detectable().doubleValue()),
                        experiment.control()));
    }

    private static Recommendation goOn(Experiment experiment, Run.State state, Evidence evidence, Sample sample) {
        var exposures = experiment.metric().exposures();
        var needed = sample.stillNeeded();
        if (state == Run.State.STOPPED)
            return new Recommendation(
                    Verdict.UNDECIDED,
                    null,
                    null,
                    say(
                            "It was stopped before anything could be told: about %,d more %s were needed.",
                            Sample.about(needed), exposures));
        if (needed > 0)
            return new Recommendation(
                    Verdict.KEEP_GOING,
                    null,
                    Sample.about(needed),
                    say(
                            "Keep going: about %,d more %s are needed (%,d in each arm) to find a difference of %s.",
                            Sample.about(needed),
                            exposures,
                            sample.perArm(),
                            points(experiment.detectable().doubleValue())));
        var leading = evidence.comparisons().stream()
                .min(Comparator.comparing(Comparison::pAdjusted))
                .orElseThrow();
        return new Recommendation(
                Verdict.KEEP_GOING,
                null,
                0L,
                say(
                        "Keep going: %s differs from %s by %s, enough for a single look (p = %s), not for looking all the time (p = %s).",
                        leading.arm(),
                        leading.against(),
                        points(leading.difference().doubleValue()),
                        small(leading.pAdjusted()),
                        small(leading.alwaysValidP())));
    }

    /** How many exposures there must be. */
    private record Sample(Experiment experiment, Evidence evidence) {

        private static final long TEN = 10;

        boolean hasMinimum() {
            return experiment.variants().stream()
                    .allMatch(variant -> evidence.arm(variant.name()).trials() >= experiment.minimumSample());
        }

        /** In each arm, to find what is worth finding: by the control's rate so far, Bonferroni for several comparisons, times the design effect. */
        long perArm() {
            var control = evidence.arm(experiment.control());
            if (!control.tried()) return experiment.minimumSample();
            var baseline = BigDecimal.valueOf(control.successes())
                    .divide(BigDecimal.valueOf(control.trials()), MathContext.DECIMAL64);
            var rises = baseline.add(experiment.detectable()).compareTo(BigDecimal.ONE) <= 0;
            var size = new SampleSize(
                    baseline,
                    rises ? experiment.detectable() : experiment.detectable().negate(),
                    experiment
                            .alpha()
                            .divide(BigDecimal.valueOf(experiment.treatments().size()), MathContext.DECIMAL64),
                    POWER);
            return Math.max(experiment.minimumSample(), (long)
                    Math.ceil(size.perArm() * evidence.effect().value()));
        }

        /** Until the arm that lacks most has them, as people are divided. */
        long stillNeeded() {
            var perArm = perArm();
            return experiment.variants().stream()
                    .mapToLong(variant -> (long) Math.ceil(
                            Math.max(0, perArm - evidence.arm(variant.name()).trials())
                                    * ((double) experiment.weights() / variant.weight())))
                    .max()
                    .orElseThrow();
        }

        /** To two digits, up. */
        static long about(long number) {
            var unit = 1L;
            while (number / unit >= TEN * TEN) unit *= TEN;
            return Math.ceilDiv(number, unit) * unit;
        }
    }

    private static String say(String sentence, Object... words) {
        return String.format(Locale.ROOT, sentence, words);
    }

    private static String rate(Arm arm) {
        return percent((double) arm.successes() / arm.trials());
    }

    private static String percent(double rate) {
        return say("%.1f %%", 100 * rate);
    }

    private static String points(double difference) {
        return small(100 * difference) + " points";
    }

    /** Two digits that say something. */
    private static String small(double number) {
        return new BigDecimal(number)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String onceIn(double p) {
        return p < 1e-9 ? "more than a billion" : say("%,d", Sample.about((long) (1 / p)));
    }
}
