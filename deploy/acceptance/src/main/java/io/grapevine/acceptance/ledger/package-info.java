/** Proves an exported ledger from the file alone. Uses no code of the services: what a hash is taken over is written here a second time. */
@NullMarked
package io.grapevine.acceptance.ledger;

import org.jspecify.annotations.NullMarked;
