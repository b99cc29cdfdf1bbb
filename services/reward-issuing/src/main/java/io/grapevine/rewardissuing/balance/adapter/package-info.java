/** Asking what a person has. */
@NullMarked
package io.grapevine.rewardissuing.balance.adapter;

import org.jspecify.annotations.NullMarked;
