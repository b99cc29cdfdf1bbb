package io.grapevine.rewardissuing.payout.adapter;

import java.time.Instant;
import java.util.List;

/**
 * A payee as the API shows it: recognisable, never usable.
 *
 * @param account for example DE89…3000
 * @param methods by which the person can be paid
 */
record PayeeResponse(String externalId, String account, List<String> methods, String taxForm, Instant changedAt) {}
