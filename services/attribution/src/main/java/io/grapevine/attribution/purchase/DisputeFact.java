package io.grapevine.attribution.purchase;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.DisputeRecorded;

/** What one event says about a dispute. */
public record DisputeFact(String orderId, EventOrder order, DisputeRecorded.State state) {}
