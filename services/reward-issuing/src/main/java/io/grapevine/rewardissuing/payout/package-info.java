/**
 * Payouts: who is paid how much, what holds a payment up, and what comes of it.
 *
 * <p>A provider is asked for each line by a request signed as Standard Webhooks, its {@code Idempotency-Key} the line: 200 and 201 are paid,
 * 202 accepted, 400, 402, 410 and 422 failed, everything else unknown and asked again by the same request, after 5 s and at last every 6 h. It
 * tells by {@code POST /v1/payouts/callbacks/{tenantId}}, signed. Asking for the state by another request was turned down: every provider
 * names that otherwise.
 *
 * <p>A line is blocked by the first {@link io.grapevine.rewardissuing.payout.BlockReason} there is, and dropped when it is booked if the payee's
 * account is not the one that was signed for, or too little is left. An account is never edited, so whoever changes it after the signature
 * stops the payment instead of taking it. The payer and the sum of a year that needs a tax form are set by {@code PUT /v1/payouts/settings}.
 *
 * <p>The service is trusted to say which key it was shown; whose key that is, a trigger looks up. Large payouts are booked in shares, each
 * holding its people as a decision does.
 */
@NullMarked
package io.grapevine.rewardissuing.payout;

import org.jspecify.annotations.NullMarked;
