/** Start and size of everything. */
@NullMarked
package io.grapevine.benchmark.start.adapter;

import org.jspecify.annotations.NullMarked;
