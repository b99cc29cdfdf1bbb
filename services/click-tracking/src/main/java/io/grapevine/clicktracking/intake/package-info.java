/** What a site reports, checked and put into the words of the log. Read {@link io.grapevine.clicktracking.intake.EventReader} first. */
@NullMarked
package io.grapevine.clicktracking.intake;

import org.jspecify.annotations.NullMarked;
