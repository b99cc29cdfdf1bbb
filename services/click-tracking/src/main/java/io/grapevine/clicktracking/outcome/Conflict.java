package io.grapevine.clicktracking.outcome;

/**
 * Why an event that was accepted has no effect, or not the one it asked for.
 *
 * @param code {@code event_conflict}, {@code order_conflict}, {@code duplicate} or {@code currency_conflict}
 * @param effectiveEventId the event that counts instead
 */
public record Conflict(String code, String detail, String effectiveEventId) {}
