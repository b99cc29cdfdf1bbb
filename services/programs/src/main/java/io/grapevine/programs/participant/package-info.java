/** People enrolled in a program: who they are to the site, and the codes they share. */
@NullMarked
package io.grapevine.programs.participant;

import org.jspecify.annotations.NullMarked;
