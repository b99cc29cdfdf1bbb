/** One instance of notification beside a bare client, both posting into the same sink. */
@NullMarked
package io.grapevine.benchmark.webhooks.adapter;

import org.jspecify.annotations.NullMarked;
