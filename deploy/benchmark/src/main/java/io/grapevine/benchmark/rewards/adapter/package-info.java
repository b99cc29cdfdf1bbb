/** One instance of reward-issuing under load. */
@NullMarked
package io.grapevine.benchmark.rewards.adapter;

import org.jspecify.annotations.NullMarked;
