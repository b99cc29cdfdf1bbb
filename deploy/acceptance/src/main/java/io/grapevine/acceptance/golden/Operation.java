package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** One kind of case: its input in, its output out. */
@FunctionalInterface
interface Operation {
    JsonNode run(GoldenCase golden) throws IOException;
}
