/** What is worth telling without being asked: looked for by the clock, told once. */
@NullMarked
package io.grapevine.chassis.watch;

import org.jspecify.annotations.NullMarked;
