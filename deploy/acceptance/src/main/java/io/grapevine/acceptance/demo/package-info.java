/** Sample traffic at a human pace, so that the pages of a local run move: {@code make demo}. */
@NullMarked
package io.grapevine.acceptance.demo;

import org.jspecify.annotations.NullMarked;
