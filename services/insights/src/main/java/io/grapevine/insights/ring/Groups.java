package io.grapevine.insights.ring;

/** Which numbers belong together: sets that are joined by size and found by halving paths (Tarjan and van Leeuwen 1984). */
final class Groups {

    private final int[] parent;
    private final int[] size;

    /** Each number alone. */
    Groups(int count) {
        parent = new int[count];
        size = new int[count];
        for (var i = 0; i < count; i++) apart(i);
    }

    /** Alone again; all others of its set must be, too. */
    void apart(int number) {
        parent[number] = number;
        size[number] = 1;
    }

    int size(int root) {
        return size[root];
    }

    /** The number that stands for the set. */
    int of(int number) {
        var at = number;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    void join(int one, int other) {
        var left = of(one);
        var right = of(other);
        if (left == right) return;
        var larger = size[left] >= size[right] ? left : right;
        var smaller = larger == left ? right : left;
        parent[smaller] = larger;
        size[larger] += size[smaller];
    }
}
