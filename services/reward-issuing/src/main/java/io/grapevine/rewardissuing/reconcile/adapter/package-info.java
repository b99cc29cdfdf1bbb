/** Decisions in, rewards and transfers out: one transaction for what a batch says about a tenant. */
@NullMarked
package io.grapevine.rewardissuing.reconcile.adapter;

import org.jspecify.annotations.NullMarked;
