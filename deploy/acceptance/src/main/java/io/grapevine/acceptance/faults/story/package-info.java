/** What is done to the system, chosen and timed by a seed: pure. */
@NullMarked
package io.grapevine.acceptance.faults.story;

import org.jspecify.annotations.NullMarked;
