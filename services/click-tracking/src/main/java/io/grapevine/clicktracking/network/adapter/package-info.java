/** The lists of networks that an operator gives, read while the edge runs. */
@NullMarked
package io.grapevine.clicktracking.network.adapter;

import org.jspecify.annotations.NullMarked;
