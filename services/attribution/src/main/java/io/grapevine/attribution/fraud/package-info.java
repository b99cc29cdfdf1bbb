/** What speaks against a conversion that would be credited, and what comes of it. */
@NullMarked
package io.grapevine.attribution.fraud;

import org.jspecify.annotations.NullMarked;
