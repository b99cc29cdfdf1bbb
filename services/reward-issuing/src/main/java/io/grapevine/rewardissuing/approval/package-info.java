/**
 * What is said about rewards, by people and by the merchant's own system.
 *
 * <p>The merchant is asked at least once, the answer takes effect once: a call is leased before it is made (40 s), only the holder of the lease
 * settles it, in the transaction that changes the reward; {@code webhook-id} is the reward's id, so a repetition is known. Only 200 and 400
 * decide: any other answer may be somebody else's. Telling it as a webhook and waiting for {@code approve} was turned down: it asks for a key
 * on the merchant's side.
 */
@NullMarked
package io.grapevine.rewardissuing.approval;

import org.jspecify.annotations.NullMarked;
