package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * What any reported event may say about its circumstances.
 *
 * @param programKey the one program the event concerns; null means every program of the tenant is considered
 * @param country ISO 3166-1 alpha-2
 * @param deviceKey an identifier of the device that the host gives
 */
public record Context(
        @Nullable String programKey,
        @Nullable Consent consent,
        @Nullable String country,
        @Nullable String deviceKey,
        @Nullable String segment) {

    public static final Context NONE = new Context(null, null, null, null, null);
}
