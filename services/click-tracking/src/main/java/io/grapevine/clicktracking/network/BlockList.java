package io.grapevine.clicktracking.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of networks as text: a block or an address a line, in the first column; comments after {@code #}. */
public final class BlockList {

    private BlockList() {}

    /** @throws IllegalArgumentException if a line is none, with its number: a list that is half understood is not used */
    public static List<AddressBlock> read(List<String> lines) {
        var blocks = new ArrayList<AddressBlock>();
        for (var i = 0; i < lines.size(); i++) {
            var entry = entry(lines.get(i));
            if (entry.isEmpty()) continue;
            blocks.add(block(entry, i + 1));
        }
        return List.copyOf(blocks);
    }

    private static AddressBlock block(String entry, int line) {
        Optional<AddressBlock> block = AddressBlock.parse(entry);
        return block.orElseThrow(() -> new IllegalArgumentException(
                "line " + line + " starts with no block of addresses like 203.0.113.0/24"));
    }

    private static String entry(String line) {
        var end = line.length();
        for (var i = 0; i < line.length(); i++) {
            var character = line.charAt(i);
            if (character == '#' || character == ',' || character == ';') {
                end = i;
                break;
            }
        }
        var entry = line.substring(0, end).strip();
        var space = entry.indexOf(' ');
        return space < 0 ? entry : entry.substring(0, space);
    }
}
