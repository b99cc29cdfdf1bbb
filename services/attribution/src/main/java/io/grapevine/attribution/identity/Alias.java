package io.grapevine.attribution.identity;

import io.grapevine.attribution.journey.EventOrder;

/**
 * That two ids are one person, who goes by the second from then on.
 *
 * @param previousId a customer id, or a visitor id, which then only ever stood for this person
 */
public record Alias(String previousId, String customerId, EventOrder order) {}
