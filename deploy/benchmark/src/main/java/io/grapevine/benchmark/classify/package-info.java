/** What it costs to tell a person from a machine by the user agent. */
@NullMarked
package io.grapevine.benchmark.classify;

import org.jspecify.annotations.NullMarked;
