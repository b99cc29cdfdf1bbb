/** The classifier of click-tracking beside plain expressions. */
@NullMarked
package io.grapevine.benchmark.classify.adapter;

import org.jspecify.annotations.NullMarked;
