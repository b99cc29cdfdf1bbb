/** The shell of mail: participants and rewards from the log, tables, templates, the SMTP server. */
@NullMarked
package io.grapevine.notification.mail.adapter;

import org.jspecify.annotations.NullMarked;
