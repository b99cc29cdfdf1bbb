/** What a person had, what moved it and why, and what the person has: line by line, to the minor unit. */
@NullMarked
package io.grapevine.rewardissuing.statement;

import org.jspecify.annotations.NullMarked;
