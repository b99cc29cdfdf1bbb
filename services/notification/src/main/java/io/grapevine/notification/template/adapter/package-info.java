/** The shell of the words: the bank's resources, and the tenants' own templates. */
@NullMarked
package io.grapevine.notification.template.adapter;

import org.jspecify.annotations.NullMarked;
