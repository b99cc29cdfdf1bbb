/** Where referral links lead and how they are shared. */
@NullMarked
package io.grapevine.programs.link;

import org.jspecify.annotations.NullMarked;
