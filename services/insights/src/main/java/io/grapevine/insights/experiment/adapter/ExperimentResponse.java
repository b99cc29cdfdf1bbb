package io.grapevine.insights.experiment.adapter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An experiment as it was defined, and whether it runs. */
@Schema(name = "Experiment")
record ExperimentResponse(
        String key,
        String programKey,
        @Nullable String name,
        String kind,
        List<VariantResponse> variants,
        String control,
        BigDecimal holdout,
        String metric,
        long minimumSample,
        BigDecimal alpha,
        BigDecimal tau,
        BigDecimal detectable,
        boolean autoStop,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable String stoppedBy) {

    /** A variant; its part of those who take part is its weight by the sum of the weights. */
    @Schema(name = "Variant")
    record VariantResponse(String name, long weight) {}

    /** A page of experiments by key; {@code next} is null on the last. */
    @Schema(name = "Experiments")
    record Page(List<ExperimentResponse> items, @Nullable String next) {}

    static ExperimentResponse of(Experiments.Held held) {
        var experiment = held.experiment();
        var run = held.run();
        var stoppedBy = run.stoppedBy();
        return new ExperimentResponse(
                experiment.key(),
                experiment.programKey(),
                experiment.name(),
                experiment.kind().wireName(),
                experiment.variants().stream()
                        .map(variant -> new VariantResponse(variant.name(), variant.weight()))
                        .toList(),
                experiment.control(),
                experiment.holdoutShare(),
                experiment.metric().wireName(),
                experiment.minimumSample(),
                experiment.alpha(),
                experiment.tau(),
                experiment.detectable(),
                experiment.autoStop(),
                run.state().wireName(),
                run.startedAt(),
                run.stoppedAt(),
                stoppedBy == null ? null : stoppedBy.wireName());
    }
}
