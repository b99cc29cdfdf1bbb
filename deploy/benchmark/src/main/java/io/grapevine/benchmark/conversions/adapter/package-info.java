/** Purchases to rewards against plain inserts. */
@NullMarked
package io.grapevine.benchmark.conversions.adapter;

import org.jspecify.annotations.NullMarked;
