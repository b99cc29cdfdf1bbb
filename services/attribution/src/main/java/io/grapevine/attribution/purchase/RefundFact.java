package io.grapevine.attribution.purchase;

import io.grapevine.attribution.journey.EventOrder;

/** What one event says about a refund. */
public record RefundFact(String refundId, String orderId, EventOrder order, long amountMinor, String currency) {}
