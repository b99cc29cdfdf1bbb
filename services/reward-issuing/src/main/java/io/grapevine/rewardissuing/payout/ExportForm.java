package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which form a payout leaves. */
public record ExportForm(Format format) {

    /** CSV for people and tools, pain.001.001.09 for banks. */
    public enum Format {
        CSV,
        PAIN_001
    }

    private static final Map<String, Format> FORMATS = Map.of("csv", Format.CSV, "pain.001", Format.PAIN_001);

    public static Reading<ExportForm> read(@Nullable Object body) {
        return Form.read(body, form -> {
            form.requires("format", "write csv or pain.001");
            var format = form.choice("format", FORMATS, Set.of());
            form.refuseRest(Set.of());
            return format == null ? null : new ExportForm(format);
        });
    }
}
