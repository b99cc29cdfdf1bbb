/** One instance of insights under load. */
@NullMarked
package io.grapevine.benchmark.fold.adapter;

import org.jspecify.annotations.NullMarked;
