package io.grapevine.insights.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an experiment's counts allow to be said; nothing but the counts themselves where the sample ratio is wrong. */
final class Evidence {

    private final Experiment experiment;
    private final Counts counts;
    private final Map<String, Arm> arms = new LinkedHashMap<>();
    private final DesignEffect effect;
    private final Optional<SampleRatio> ratio;
    private final Map<String, BestRate> best = new LinkedHashMap<>();
    private final List<Comparison> comparisons;
    private final Optional<Comparison> againstHoldout;

    Evidence(Experiment experiment, Counts counts) {
        this.experiment = experiment;
        this.counts = counts;
        for (var arm : experiment.arms()) arms.put(arm, total(counts.days(), List.of(arm)));
        this.effect = experiment.metric().ofAdvocates() ? DesignEffect.NONE : DesignEffect.of(counts.spreads());
        this.ratio = SampleRatio.check(
                variants().map(this::advocates).toList(),
                experiment.variants().stream()
                        .map(variant -> BigDecimal.valueOf(variant.weight()))
                        .toList());
        if (mismatched()) {
            this.comparisons = List.of();
            this.againstHoldout = Optional.empty();
            return;
        }
        believe();
        this.comparisons = compare();
        this.againstHoldout = compareWithHoldout();
    }

    DesignEffect effect() {
        return effect;
    }

    Optional<SampleRatio> ratio() {
        return ratio;
    }

    boolean mismatched() {
        return ratio.isPresent() && ratio.get().mismatch(SampleRatio.ALPHA);
    }

    Arm arm(String name) {
        return arms.getOrDefault(name, new Arm(0, 0));
    }

    /** Who shared it. Of a holdout, who is kept out may not be able to share at all. */
    long advocates(String arm) {
        return counts.spreads().stream()
                .filter(spread -> spread.arm().equals(arm))
                .mapToLong(Counts.Spread::advocates)
                .sum();
    }

    Map<String, BestRate> best() {
        return best;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    /** All variants together against those who were kept out. */
    Optional<Comparison> againstHoldout() {
        return againstHoldout;
    }

    private Stream<String> variants() {
        return experiment.variants().stream().map(Split.Variant::name);
    }

    private void believe() {
        var names = variants().toList();
        var rates = BestRate.of(names.stream()
                .map(name -> Beta.UNIFORM.after(effect.effective(arm(name))))
                .toList());
        for (var i = 0; i < names.size(); i++) best.put(names.get(i), rates.get(i));
    }

    private List<Comparison> compare() {
        var tried = experiment.treatments().stream()
                .filter(name -> arm(name).tried() && arm(experiment.control()).tried())
                .toList();
        var control = List.of(experiment.control());
        var tests = tried.stream()
                .map(name -> TwoProportions.compare(arm(experiment.control()), arm(name))
                        .orElseThrow())
                .toList();
        var once = Holm.adjusted(tests.stream().map(this::independent).toList());
        var always = Holm.adjusted(
                tried.stream().map(name -> alwaysValid(control, List.of(name))).toList());
        var compared = new ArrayList<Comparison>();
        for (var i = 0; i < tried.size(); i++)
            compared.add(comparison(tried.get(i), experiment.control(), tests.get(i), once.get(i), always.get(i)));
        return List.copyOf(compared);
    }

    private Optional<Comparison> compareWithHoldout() {
        var held = List.of(Experiment.HOLDOUT);
        var all = variants().toList();
        return TwoProportions.compare(total(counts.days(), held), total(counts.days(), all))
                .map(test ->
                        comparison("variants", Experiment.HOLDOUT, test, independent(test), alwaysValid(held, all)));
    }

    private static Comparison comparison(
            String arm, String against, TwoProportions test, double pAdjusted, double alwaysValidP) {
        return new Comparison(
                arm, against, test.difference(), test.confidence(), test.z(), test.pValue(), pAdjusted, alwaysValidP);
    }

    /** As if by that many independent exposures fewer. */
    private double independent(TwoProportions test) {
        return StandardNormal.twoSided(test.z() / Math.sqrt(effect.value()));
    }

    /** Looked at at the end of every day by event time, so that the same log always gives the same. */
    private double alwaysValid(List<String> a, List<String> b) {
        var looks = new ArrayList<AlwaysValid.Counts>();
        var days = counts.days().stream().mapToLong(Counts.Day::day).distinct().sorted();
        for (var day : days.toArray()) {
            var soFar = counts.days().stream().filter(each -> each.day() <= day).toList();
            looks.add(new AlwaysValid.Counts(effect.effective(total(soFar, a)), effect.effective(total(soFar, b))));
        }
        var seen = new AlwaysValid(experiment.tau().doubleValue()).looks(looks);
        return seen.isEmpty() ? 1 : seen.getLast().pValue();
    }

    private static Arm total(List<Counts.Day> days, List<String> names) {
        var mine = days.stream().filter(day -> names.contains(day.arm())).toList();
        return new Arm(
                mine.stream().mapToLong(Counts.Day::conversions).sum(),
                mine.stream().mapToLong(Counts.Day::exposures).sum());
    }
}
