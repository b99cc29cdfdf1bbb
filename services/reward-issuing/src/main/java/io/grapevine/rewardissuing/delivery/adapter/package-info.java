/** Telling downstream systems again what they were told. */
@NullMarked
package io.grapevine.rewardissuing.delivery.adapter;

import org.jspecify.annotations.NullMarked;
