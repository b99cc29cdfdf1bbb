package io.grapevine.attribution.identity;

/** What only the facts of some tenants say. Of the others nobody asks for it, so it costs them nothing. */
public enum Usage {
    /** Ids are merged. */
    ALIASES,
    /** Events carry the host's keys of devices. */
    DEVICES,
    /** Whether a person agrees is said later. */
    PENDING_CONSENT,
    /** Somebody showed an address, a device, a means of payment or, where a program asks, a network. */
    SIGHTINGS
}
