/** What brought a person: touchpoints, the codes on them, and how far back they count. */
@NullMarked
package io.grapevine.attribution.journey;

import org.jspecify.annotations.NullMarked;
