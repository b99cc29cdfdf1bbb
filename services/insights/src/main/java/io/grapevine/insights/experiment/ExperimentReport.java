package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment and what became of it.
 *
 * @param exposuresAre what is counted as one, in a word
 * @param sampleRatio null while nobody shared
 * @param designEffect by how much exposures say less because those of one advocate go together; at least 1
 * @param crossed advocates who shared more than one variant; they count for the first
 * @param comparisons of each variant with the control; none while the sample ratio is wrong
 * @param againstHoldout all variants together; null without a holdout group of whom anything is known
 */
public record ExperimentReport(
        String key,
        String programKey,
        @Nullable String name,
        String kind,
        String metric,
        String exposuresAre,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable String stoppedBy,
        BigDecimal alpha,
        BigDecimal tau,
        BigDecimal detectable,
        long minimumSample,
        boolean autoStop,
        List<ArmLine> arms,
        @Nullable RatioLine sampleRatio,
        double designEffect,
        long crossed,
        List<Comparison> comparisons,
        @Nullable Comparison againstHoldout,
        Advice recommendation) {

    private static final int DIGITS = 6;

    public ExperimentReport {
        arms = List.copyOf(arms);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * One arm. Rate, interval and belief are null where there is none, or none to be believed.
     *
     * @param role control, treatment or holdout
     * @param share which part of the advocates is to get it
     * @param advocates who shared it
     * @param interval of 95 %
     */
    public record ArmLine(
            String variant,
            String role,
            BigDecimal share,
            long advocates,
            long exposures,
            long conversions,
            @Nullable BigDecimal rate,
            @Nullable RateInterval interval,
            @Nullable Double probabilityBest,
            @Nullable Double expectedLoss,
            List<MoneyLine> money) {

        public ArmLine {
            money = List.copyOf(money);
        }
    }

    /**
     * Money of an arm in minor units of one currency; there is no test of it.
     *
     * @param revenuePerAdvocate null without advocates
     * @param revenueLift by what part it is above the control's; null for the control, or over nothing
     */
    public record MoneyLine(
            String currency,
            long revenueMinor,
            long costMinor,
            @Nullable BigDecimal revenuePerAdvocate,
            @Nullable BigDecimal costPerAdvocate,
            @Nullable BigDecimal revenueLift,
            @Nullable BigDecimal costLift) {}

    /** The chi-square test of the number of advocates. */
    public record RatioLine(double chiSquare, int degreesOfFreedom, double pValue, boolean mismatch) {}

    /** As {@link Recommendation}, in the words of the wire. */
    public record Advice(
            String verdict,
            @Nullable String variant,
            @Nullable Long stillNeeded,
            String sentence) {}

    public static ExperimentReport of(Experiment experiment, Run run, Counts counts) {
        var evidence = new Evidence(experiment, counts);
        var advice = Recommendation.of(experiment, run.state(), evidence);
        var stoppedBy = run.stoppedBy();
        return new ExperimentReport(
                experiment.key(),
                experiment.programKey(),
                experiment.name(),
                experiment.kind().wireName(),
                experiment.metric().wireName(),
                experiment.metric().exposures(),
                run.state().wireName(),
                run.startedAt(),
                run.stoppedAt(),
                stoppedBy == null ? null : stoppedBy.wireName(),
                experiment.alpha(),
                experiment.tau(),
                experiment.detectable(),
                experiment.minimumSample(),
                experiment.autoStop(),
                experiment.split().variants().stream()
                        .map(variant -> line(experiment, evidence, counts, variant))
                        .toList(),
                evidence.ratio()
                        .map(ratio -> new RatioLine(
                                ratio.chiSquare(), ratio.degreesOfFreedom(), ratio.pValue(), evidence.mismatched()))
                        .orElse(null),
                evidence.effect().value(),
                counts.crossed(),
                evidence.comparisons(),
                evidence.againstHoldout().orElse(null),
                new Advice(advice.verdict().wireName(), advice.arm(), advice.stillNeeded(), advice.sentence()));
    }

    /** What to do, as {@link #recommendation} says it. */
    public static Recommendation recommend(Experiment experiment, Run run, Counts counts) {
        return Recommendation.of(experiment, run.state(), new Evidence(experiment, counts));
    }

    private static ArmLine line(Experiment experiment, Evidence evidence, Counts counts, Split.Variant variant) {
        var name = variant.name();
        var arm = evidence.arm(name);
        var told = arm.tried() && !evidence.mismatched();
        var belief = evidence.best().get(name);
        return new ArmLine(
                name,
                role(experiment, name),
                share(experiment.split(), variant),
                evidence.advocates(name),
                arm.trials(),
                arm.successes(),
                told ? ratio(arm.successes(), arm.trials()) : null,
                told ? RateInterval.of(arm, evidence.effect()).orElse(null) : null,
                belief == null ? null : belief.probability(),
                belief == null ? null : belief.expectedLoss(),
                counts.money().stream()
                        .filter(money -> money.arm().equals(name))
                        .map(money -> money(experiment, evidence, counts, money))
                        .toList());
    }

    private static BigDecimal share(Split split, Split.Variant variant) {
        var all = split.variants().stream().mapToLong(Split.Variant::weight).sum();
        return BigDecimal.valueOf(variant.weight()).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
    }

    private static String role(Experiment experiment, String variant) {
        if (variant.equals(experiment.control())) return "control";
        return variant.equals(Experiment.HOLDOUT) ? Experiment.HOLDOUT : "treatment";
    }

    private static MoneyLine money(Experiment experiment, Evidence evidence, Counts counts, Counts.Money money) {
        var control = counts.money().stream()
                .filter(each -> each.arm().equals(experiment.control())
                        && each.currency().equals(money.currency()))
                .findFirst()
                .orElse(new Counts.Money(experiment.control(), money.currency(), 0, 0));
        var isLifted = !money.arm().equals(experiment.control()) && !evidence.mismatched();
        var mine = evidence.advocates(money.arm());
        var theirs = evidence.advocates(experiment.control());
        return new MoneyLine(
                money.currency(),
                money.revenueMinor(),
                money.costMinor(),
                ratio(money.revenueMinor(), mine),
                ratio(money.costMinor(), mine),
                isLifted ? lift(money.revenueMinor(), mine, control.revenueMinor(), theirs) : null,
                isLifted ? lift(money.costMinor(), mine, control.costMinor(), theirs) : null);
    }

    private static @Nullable BigDecimal ratio(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }

    /** (own / mine) / (base / theirs) - 1. */
    private static @Nullable BigDecimal lift(long own, long mine, long base, long theirs) {
        if (mine == 0 || base <= 0) return null;
        return BigDecimal.valueOf(own)
                .multiply(BigDecimal.valueOf(theirs))
                .divide(BigDecimal.valueOf(mine).multiply(BigDecimal.valueOf(base)), DIGITS, RoundingMode.HALF_UP)
                .subtract(BigDecimal.ONE);
    }
}
