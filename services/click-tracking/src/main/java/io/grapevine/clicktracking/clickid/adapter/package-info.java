/** The click keys of this installation. */
@NullMarked
package io.grapevine.clicktracking.clickid.adapter;

import org.jspecify.annotations.NullMarked;
