/** The shell of moments: readers and occasions from the log, the table of notices, the couriers that hand them to channels. */
@NullMarked
package io.grapevine.notification.moment.adapter;

import org.jspecify.annotations.NullMarked;
