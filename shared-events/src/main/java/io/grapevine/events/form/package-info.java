/** What a client filled in: plain maps, lists and scalars are read field by field, and every mistake is noted with its place. */
@NullMarked
package io.grapevine.events.form;

import org.jspecify.annotations.NullMarked;
