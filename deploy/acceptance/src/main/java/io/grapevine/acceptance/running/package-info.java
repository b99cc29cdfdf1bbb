/** The whole system as a child of a test: started by the launcher of deploy/local, hurt on purpose, and gone with its owner. */
@NullMarked
package io.grapevine.acceptance.running;

import org.jspecify.annotations.NullMarked;
