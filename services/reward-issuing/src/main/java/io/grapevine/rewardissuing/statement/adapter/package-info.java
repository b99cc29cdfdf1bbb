/** Statements as JSON and as CSV. */
@NullMarked
package io.grapevine.rewardissuing.statement.adapter;

import org.jspecify.annotations.NullMarked;
