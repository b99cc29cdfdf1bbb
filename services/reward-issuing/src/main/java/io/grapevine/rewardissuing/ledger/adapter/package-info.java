/** Sealing the books, showing them, and proving them. */
@NullMarked
package io.grapevine.rewardissuing.ledger.adapter;

import org.jspecify.annotations.NullMarked;
