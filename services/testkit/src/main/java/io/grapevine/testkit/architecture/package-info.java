/** The rules of the house, asserted by every service. */
@NullMarked
package io.grapevine.testkit.architecture;

import org.jspecify.annotations.NullMarked;
