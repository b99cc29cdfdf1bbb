/** Bodies in, mistakes out: JSON and YAML become plain values, refused forms become problems. */
@NullMarked
package io.grapevine.programs.form.adapter;

import org.jspecify.annotations.NullMarked;
