/** Milestones: which rules have them, who is one friend short of one, and which reward is the first word about it. */
@NullMarked
package io.grapevine.notification.milestone;

import org.jspecify.annotations.NullMarked;
