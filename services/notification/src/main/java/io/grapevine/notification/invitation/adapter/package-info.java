/** The shell of invitations: the API, the tables, the sweep that forgets addresses. */
@NullMarked
package io.grapevine.notification.invitation.adapter;

import org.jspecify.annotations.NullMarked;
