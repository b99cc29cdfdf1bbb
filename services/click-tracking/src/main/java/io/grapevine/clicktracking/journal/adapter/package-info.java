/** The journal opened, shipped to Kafka, measured. */
@NullMarked
package io.grapevine.clicktracking.journal.adapter;

import org.jspecify.annotations.NullMarked;
