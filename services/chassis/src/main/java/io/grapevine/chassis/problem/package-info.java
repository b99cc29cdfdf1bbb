/** Error answers as RFC 9457 problems: every refusal names its code, the field and the fix. */
@NullMarked
package io.grapevine.chassis.problem;

import org.jspecify.annotations.NullMarked;
