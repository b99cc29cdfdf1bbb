package io.grapevine.clicktracking.network.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.clicktracking.network.AddressBlock;
import io.grapevine.clicktracking.network.BlockList;
import io.grapevine.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads lists of networks from disk: text, or JSON as providers publish it (AWS, Google, Azure, Oracle), where every text that is a block
 * of addresses counts, wherever it stands.
 */
final class PublishedLists {

    // Azure's, the longest published one, has 5 MB.
    private static final long LARGEST_BYTES = 64L << 20;

    private PublishedLists() {}

    /** The files and when each was last written; a file that is missing is none. */
    static Map<Path, FileTime> found(Collection<Path> places) throws IOException {
        var found = new TreeMap<Path, FileTime>();
        for (var place : places) {
            try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
                for (var file : files.filter(Files::isRegularFile).toList())
                    found.put(file, Files.getLastModifiedTime(file));
            }
        }
        return found;
    }

    /** @throws IllegalArgumentException if the file is no list, or lists nothing */
    static List<AddressBlock> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) throw new IllegalArgumentException("larger than 64 MB");
        var text = Files.readString(file);
        var blocks = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
                ? inJson(text)
                : BlockList.read(text.lines().toList());
        if (blocks.isEmpty()) throw new IllegalArgumentException("lists no networks");
        return blocks;
    }

    private static List<AddressBlock> inJson(String text) throws IOException {
        var blocks = new ArrayList<AddressBlock>();
        collect(EventJson.mapper().readTree(text), blocks);
        return blocks;
    }

    private static void collect(JsonNode node, List<AddressBlock> blocks) {
        if (node.isTextual() && node.textValue().indexOf('/') > 0)
            AddressBlock.parse(node.textValue()).ifPresent(blocks::add);
        for (var inner : node) collect(inner, blocks);
    }
}
