/** Which ids are one person. Read {@link io.grapevine.attribution.identity.People} first. */
@NullMarked
package io.grapevine.attribution.identity;

import org.jspecify.annotations.NullMarked;
