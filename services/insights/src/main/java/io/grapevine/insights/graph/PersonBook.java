package io.grapevine.insights.graph;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The ids of people and their numbers, counting up from 0. The ids lie as UTF-8 in pages and are found by open addressing: some 12 bytes a
 * person beside the id itself, where a map of strings would take a hundred.
 */
final class PersonBook {

    static final int UNKNOWN = -1;

    /** No id is cut by the end of a page; the longest, 255 characters, is at most 1,020 bytes. */
    private static final int PAGE_BITS = 16;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int LENGTH_BYTES = 2;
    private static final int FIRST_SIZE = 16;
    // Of the table at most this part is taken, in fifths: beyond it the runs of taken places grow long.
    private static final int TAKEN_FIFTHS = 3;
    private static final int SPREAD = 0x9E3779B9;

    private byte[][] pages = new byte[1][];
    private int pageCount;
    private int free = PAGE;
    private int[] addresses = new int[FIRST_SIZE];
    private int[] table = new int[FIRST_SIZE];
    private int size;

    int size() {
        return size;
    }

    /** The number of this person, {@link #UNKNOWN} if there is none of that id. */
    int find(String id) {
        var bytes = id.getBytes(StandardCharsets.UTF_8);
        return table[place(bytes)] - 1;
    }

    /** The number of this person, who gets the next one if nobody of that id is known. */
    int number(String id) {
        var bytes = id.getBytes(StandardCharsets.UTF_8);
        var place = place(bytes);
        if (table[place] != 0) return table[place] - 1;
        if (size == addresses.length) addresses = Arrays.copyOf(addresses, grown(size));
        addresses[size] = write(bytes);
        table[place] = ++size;
        if ((long) size * 5 > (long) table.length * TAKEN_FIFTHS) rehash();
        return size - 1;
    }

    String id(int person) {
        var address = addresses[person];
        var page = pages[address >>> PAGE_BITS];
        var start = address & (PAGE - 1);
        return new String(page, start + LENGTH_BYTES, length(page, start), StandardCharsets.UTF_8);
    }

    long bytes() {
        return (long) pageCount * PAGE + 4L * addresses.length + 4L * table.length;
    }

    /** Half as much again, for arrays that grow with people. */
    static int grown(int size) {
        return Math.max(FIRST_SIZE, size + (size >> 1));
    }

    private int place(byte[] id) {
        var mask = table.length - 1;
        var place = hash(id, 0, id.length) & mask;
        while (table[place] != 0 && !holds(table[place] - 1, id)) place = (place + 1) & mask;
        return place;
    }

    private boolean holds(int person, byte[] id) {
        var address = addresses[person];
        var page = pages[address >>> PAGE_BITS];
        var start = address & (PAGE - 1);
        var from = start + LENGTH_BYTES;
        return length(page, start) == id.length && Arrays.equals(page, from, from + id.length, id, 0, id.length);
    }

    private int write(byte[] id) {
        if (free + LENGTH_BYTES + id.length > PAGE) {
            if (pageCount == pages.length) pages = Arrays.copyOf(pages, grown(pageCount));
            pages[pageCount++] = new byte[PAGE];
            free = 0;
        }
        var page = pages[pageCount - 1];
        var address = (pageCount - 1) << PAGE_BITS | free;
        page[free] = (byte) (id.length >>> 8);
        page[free + 1] = (byte) id.length;
        System.arraycopy(id, 0, page, free + LENGTH_BYTES, id.length);
        free += LENGTH_BYTES + id.length;
        return address;
    }

    private void rehash() {
        table = new int[Math.multiplyExact(table.length, 2)];
        var mask = table.length - 1;
        for (var person = 0; person < size; person++) {
            var page = pages[addresses[person] >>> PAGE_BITS];
            var start = addresses[person] & (PAGE - 1);
            var from = start + LENGTH_BYTES;
            var place = hash(page, from, from + length(page, start)) & mask;
            while (table[place] != 0) place = (place + 1) & mask;
            table[place] = person + 1;
        }
    }

    private static int length(byte[] page, int start) {
        return (page[start] & 0xFF) << 8 | page[start + 1] & 0xFF;
    }

    private static int hash(byte[] bytes, int from, int to) {
        var hash = 1;
        for (var i = from; i < to; i++) hash = (hash ^ bytes[i]) * 0x01000193;
        hash = (hash ^ hash >>> 16) * SPREAD;
        return hash ^ hash >>> 15;
    }
}
