package io.grapevine.programs.participant.adapter;

import io.grapevine.events.definition.Destination;

/**
 * What participants of a program share.
 *
 * @param origin what their links start with: the tenant's own host if it has one
 * @param apiOrigin where this installation answers
 */
record Offer(
        String tenantId, String programKey, String name, Destination destination, String origin, String apiOrigin) {}
