package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody followed a link.
 *
 * @param touchId the touchpoint: the click id for our redirects and for a landing page that names one, else the event id
 * @param linkId the link if the edge knew it
 * @param code the code of the link; null only for a landing click, whose click id names the link
 * @param label what kind of traffic it was, by the classifier's version
 * @param parameters UTM and ad-click parameters of the address
 * @param interaction what the person did; null = clicked
 * @param request what speaks against a navigation; null if nothing does, if the host reported the click, or if classifiers before 2026.11 labelled it
 */
public record ClickRecorded(
        String touchId,
        Origin origin,
        @Nullable String linkId,
        @Nullable String code,
        @Nullable String visitorId,
        TrafficLabel label,
        String classifierVersion,
        @Nullable String url,
        @Nullable String referrer,
        @Nullable String userAgent,
        Map<String, String> parameters,
        Context context,
        @Nullable Interaction interaction,
        @Nullable RequestSigns request)
        implements EventData.Fact {

    /** What a person did with a link. */
    public enum Interaction {
        CLICK,
        /** Clicked on something that did not lead to the site, such as what opens an overlay. */
        SOFT_CLICK,
        /** Only saw it. */
        IMPRESSION;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who saw the click. */
    public enum Origin {
        /** Our own redirect. */
        REDIRECT,
        /** A host that keeps its own redirect. */
        HOST,
        /** The landing page of our redirect: the same touch again, now with the visitor. */
        LANDING;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ClickRecorded {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** A click. */
    public ClickRecorded(
            String touchId,
            Origin origin,
            @Nullable String linkId,
            @Nullable String code,
            @Nullable String visitorId,
            TrafficLabel label,
            String classifierVersion,
            @Nullable String url,
            @Nullable String referrer,
            @Nullable String userAgent,
            Map<String, String> parameters,
            Context context) {
        this(
                touchId,
                origin,
                linkId,
                code,
                visitorId,
                label,
                classifierVersion,
                url,
                referrer,
                userAgent,
                parameters,
                context,
                null,
                null);
    }

    /** As stated, or a click. */
    public Interaction kind() {
        return interaction == null ? Interaction.CLICK : interaction;
    }

    @Override
    public String subject() {
        return visitorId != null ? visitorId : touchId;
    }
}
