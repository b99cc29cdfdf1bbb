/** The click id that travels in {@code gv_cid}: it proves itself, so a sign-up that carries it needs no click record. */
@NullMarked
package io.grapevine.clicktracking.clickid;

import org.jspecify.annotations.NullMarked;
