/** Double entry: what moved between accounts, that it balances, and the proof that nothing was changed since. */
@NullMarked
package io.grapevine.rewardissuing.ledger;

import org.jspecify.annotations.NullMarked;
