/** What a tenant is told: which event is news, under which type, and with which data. */
@NullMarked
package io.grapevine.notification.message;

import org.jspecify.annotations.NullMarked;
