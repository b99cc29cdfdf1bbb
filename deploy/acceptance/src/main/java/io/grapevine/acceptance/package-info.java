/** Tests of the assembled system, and the commands that people run against it. */
@NullMarked
package io.grapevine.acceptance;

import org.jspecify.annotations.NullMarked;
