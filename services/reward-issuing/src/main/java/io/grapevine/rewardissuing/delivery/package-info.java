/**
 * What downstream systems are told about people's rewards: its numbers, and telling it again.
 *
 * <p>An event says {@code before}, and a number per person over all programs, given in the statement that moves the balance; one per program
 * was turned down: a person's partition mixes programs. A period is told again with the ids, times and bodies kept in {@code reward_changes},
 * 200 a second per tenant and only while its own news do not wait. notification and insights apply (reward, sequence) once, so they do
 * nothing; webhooks are told again by their own replay.
 */
@NullMarked
package io.grapevine.rewardissuing.delivery;

import org.jspecify.annotations.NullMarked;
