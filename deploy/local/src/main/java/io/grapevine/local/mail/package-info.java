/** Catches the mail of a local run and shows it; nothing leaves this machine. */
@NullMarked
package io.grapevine.local.mail;

import org.jspecify.annotations.NullMarked;
