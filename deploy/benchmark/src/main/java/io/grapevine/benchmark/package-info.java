/** Measures the assembled system against bare peers on the same machine. */
@NullMarked
package io.grapevine.benchmark;

import org.jspecify.annotations.NullMarked;
