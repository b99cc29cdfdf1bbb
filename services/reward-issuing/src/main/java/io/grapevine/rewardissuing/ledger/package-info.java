/**
 * Double entry: what moved between accounts, that it balances, and the proof that nothing was changed since.
 *
 * <p>Pending lies on {@code held:}, posted on {@code payable:}; voided went from {@code held:} back to {@code expense:}, a reversal from
 * {@code payable:}, paid to {@code cash:}; statements say these words per line. A change keeps how its amount came about
 * ({@code reward_changes.reckoning}), so a line is explained as it was then. A payout signs its lines in tables of its own, and money moves
 * once, when it is booked.
 */
@NullMarked
package io.grapevine.rewardissuing.ledger;

import org.jspecify.annotations.NullMarked;
