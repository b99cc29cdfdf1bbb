package io.grapevine.insights.experiment;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is tried and by which figure it is judged. It is advocates that are divided; who comes by an advocate's code gets that advocate's variant.
 *
 * @param control the variant the others are compared with
 * @param holdoutShare which part of the advocates is kept out of it, 0-0.9
 * @param minimumSample exposures that each arm must have before anything but a wrong ratio is concluded
 * @param alpha how often chance may pass for a difference, over all comparisons together
 * @param tau standard deviation of the differences thought likely, in points of the rate (0.02 = two percentage points)
 * @param detectable the smallest difference worth finding, likewise
 */
public record Experiment(
        String key,
        String programKey,
        @Nullable String name,
        Kind kind,
        List<Split.Variant> variants,
        String control,
        BigDecimal holdoutShare,
        Metric metric,
        long minimumSample,
        BigDecimal alpha,
        BigDecimal tau,
        BigDecimal detectable,
        boolean autoStop) {

    /** What those who are kept out are told to be. */
    public static final String HOLDOUT = "holdout";

    /** More arms than this would each need more people than any program has. */
    static final int MOST_VARIANTS = 10;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VARIANT = 64;
    private static final long MOST_WEIGHT = 10_000;
    private static final long MOST_SAMPLE = 1_000_000_000;
    private static final long USUAL_SAMPLE = 100;
    private static final int DIGITS = 6;
    // A share is told in ten thousandths, so that a holdout's weight is whole.
    private static final int SHARE_DIGITS = 4;
    private static final BigDecimal MOST_HELD_OUT = new BigDecimal("0.9");
    private static final BigDecimal MOST_ALPHA = new BigDecimal("0.5");
    private static final BigDecimal MOST_DIFFERENCE = new BigDecimal("0.5");
    private static final BigDecimal USUAL_ALPHA = new BigDecimal("0.05");
    private static final BigDecimal USUAL_TAU = new BigDecimal("0.02");
    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::wireName, Function.identity()));
    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::wireName, Function.identity()));

    /** What differs between the variants. */
    public enum Kind {
        OFFER,
        COPY,
        LANDING_PAGE,
        CHANNEL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Experiment {
        variants = List.copyOf(variants);
    }

    public static boolean isKey(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }

    /** Reads what a client wants to try. */
    public static Reading<Experiment> read(String key, @Nullable Object body) {
        return Form.read(body, form -> {
            form.requires("programKey", "write the key of the program it is about");
            form.requires("kind", "write " + String.join(" or ", new TreeSet<>(KINDS.keySet())));
            form.requires("metric", "write " + String.join(" or ", new TreeSet<>(METRICS.keySet())));
            form.requires("variants", "write at least two, each with its name");
            var program = form.text("programKey", LONGEST_VARIANT);
            var name = form.text("name", LONGEST_NAME);
            var kind = form.choice("kind", KINDS, Set.of());
            var metric = form.choice("metric", METRICS, Set.of());
            var variants = variants(form);
            var control = control(form, variants);
            var holdout = form.decimal("holdout", MOST_HELD_OUT, SHARE_DIGITS);
            var sample = form.whole("minimumSample", 1, MOST_SAMPLE);
            var alpha = form.positiveDecimal("alpha", MOST_ALPHA, DIGITS);
            var tau = form.positiveDecimal("tau", MOST_DIFFERENCE, DIGITS);
            var detectable = form.positiveDecimal("detectable", MOST_DIFFERENCE, DIGITS);
            var autoStop = form.flag("autoStop");
            form.refuseRest(Set.of());
            if (program == null || kind == null || metric == null || control == null) return null;
            var likely = Objects.requireNonNullElse(tau, USUAL_TAU);
            return new Experiment(
                    key,
                    program,
                    name,
                    kind,
                    variants,
                    control,
                    Objects.requireNonNullElse(holdout, BigDecimal.ZERO),
                    metric,
                    Objects.requireNonNullElse(sample, USUAL_SAMPLE),
                    Objects.requireNonNullElse(alpha, USUAL_ALPHA),
                    likely,
                    Objects.requireNonNullElse(detectable, likely),
                    Boolean.TRUE.equals(autoStop));
        });
    }

    private static List<Split.Variant> variants(Form form) {
        var variants = new ArrayList<Split.Variant>();
        var names = new HashSet<String>();
        for (var each : form.objects("variants", MOST_VARIANTS)) {
            each.requires("name", "write what shares will say it is");
            var name = each.text("name", LONGEST_VARIANT);
            var weight = each.whole("weight", 1, MOST_WEIGHT);
            each.refuseRest(Set.of());
            if (name == null) continue;
            if (name.equals(HOLDOUT)) each.wrong("name", "that is what those who are kept out are called");
            else if (!names.add(name)) each.wrong("name", "there is another variant of this name");
            else variants.add(new Split.Variant(name, weight == null ? 1 : weight));
        }
        if (form.has("variants") && variants.size() < 2)
            form.wrong("variants", "write at least two, each with its name");
        return variants;
    }

    /** The first, unless another is named. */
    private static @Nullable String control(Form form, List<Split.Variant> variants) {
        var named = form.text("control", LONGEST_VARIANT);
        if (named != null
                && variants.stream().noneMatch(variant -> variant.name().equals(named)))
            form.wrong("control", "write the name of one of the variants");
        if (named != null) return named;
        return variants.isEmpty() ? null : variants.getFirst().name();
    }

    /** Who gets which variant, the holdout group last. */
    public Split split() {
        var whole = BigDecimal.ONE.movePointRight(SHARE_DIGITS).longValueExact();
        var held = holdoutShare.movePointRight(SHARE_DIGITS).longValueExact();
        if (held == 0) return new Split(key, variants);
        var all = new ArrayList<Split.Variant>();
        for (var variant : variants) all.add(new Split.Variant(variant.name(), variant.weight() * (whole - held)));
        all.add(new Split.Variant(HOLDOUT, weights() * held));
        return new Split(key, all);
    }

    /** The names that shares may say, the holdout's among them if there is one. */
    public List<String> arms() {
        return split().variants().stream().map(Split.Variant::name).toList();
    }

    long weights() {
        return variants.stream().mapToLong(Split.Variant::weight).sum();
    }

    /** Those that are compared with the control. */
    List<String> treatments() {
        return variants.stream()
                .map(Split.Variant::name)
                .filter(name -> !name.equals(control))
                .toList();
    }

    /** Which fields of another definition would spoil the figures of one that runs; a name and whether it stops by itself would not. */
    public List<String> spoiledBy(Experiment other) {
        var spoiled = new ArrayList<String>();
        differs("programKey", programKey, other.programKey).ifPresent(spoiled::add);
        differs("kind", kind, other.kind).ifPresent(spoiled::add);
        differs("variants", variants, other.variants).ifPresent(spoiled::add);
        differs("control", control, other.control).ifPresent(spoiled::add);
        if (holdoutShare.compareTo(other.holdoutShare) != 0) spoiled.add("holdout");
        differs("metric", metric, other.metric).ifPresent(spoiled::add);
        if (minimumSample != other.minimumSample) spoiled.add("minimumSample");
        if (alpha.compareTo(other.alpha) != 0) spoiled.add("alpha");
        if (tau.compareTo(other.tau) != 0) spoiled.add("tau");
        if (detectable.compareTo(other.detectable) != 0) spoiled.add("detectable");
        return spoiled;
    }

    private static Optional<String> differs(String field, Object one, Object other) {
        return one.equals(other) ? Optional.empty() : Optional.of(field);
    }
}
