/** What an advocate is told by e-mail, and what an SMTP server's answer means. */
@NullMarked
package io.grapevine.notification.mail;

import org.jspecify.annotations.NullMarked;
