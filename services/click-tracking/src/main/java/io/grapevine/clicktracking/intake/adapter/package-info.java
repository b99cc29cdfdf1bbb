/** Events in over HTTP. */
@NullMarked
package io.grapevine.clicktracking.intake.adapter;

import org.jspecify.annotations.NullMarked;
