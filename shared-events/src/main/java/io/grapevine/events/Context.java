package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * What any reported event may say about its circumstances.
 *
 * @param programKey the one program the event concerns; null means every program of the tenant is considered
 * @param country ISO 3166-1 alpha-2
 * @param deviceKey an identifier of the device that the host gives
 * @param network where it came from; null if that is not known
 * @param disposableEmail whether the e-mail address it gave is one to be thrown away; null = no, or it gave none
 */
public record Context(
        @Nullable String programKey,
        @Nullable Consent consent,
        @Nullable String country,
        @Nullable String deviceKey,
        @Nullable String segment,
        @Nullable Network network,
        @Nullable Boolean disposableEmail) {

    public static final Context NONE = new Context(null, null, null, null, null);

    /** From nowhere in particular. */
    public Context(
            @Nullable String programKey,
            @Nullable Consent consent,
            @Nullable String country,
            @Nullable String deviceKey,
            @Nullable String segment) {
        this(programKey, consent, country, deviceKey, segment, null, null);
    }

    /**
     * What is kept of a network address, which itself is not.
     *
     * @param key keyed hash under a key of the tenant's, 16 hexadecimal digits: equal addresses match, nothing else shows
     * @param dataCentre whether the address belongs to a data centre; null = no
     */
    public record Network(String key, @Nullable Boolean dataCentre) {}
}
