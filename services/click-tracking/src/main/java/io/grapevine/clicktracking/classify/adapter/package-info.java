/** The classifier with its list and its memory. */
@NullMarked
package io.grapevine.clicktracking.classify.adapter;

import org.jspecify.annotations.NullMarked;
