/** What a person has, by currency and kind. */
@NullMarked
package io.grapevine.rewardissuing.balance;

import org.jspecify.annotations.NullMarked;
