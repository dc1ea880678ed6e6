package dev.bailiwick.rbac;

import dev.bailiwick.rbac.AuthorizationGraph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The groups, the roles or the permissions of a graph, in the order of their creation, each at a position that it keeps.
 * Changed while a graph is being made, and not after.
 */
final class Nodes<N extends Node> {

    private final List<@Nullable N> nodes;
    private long[] seqs;

    /** The names and their hash codes once more, close together: a decision reads dozens of them, and little else of the nodes. */
    private String[] names;

    private int[] hashes;
    private int size;
    private int removed;

    private Nodes(List<@Nullable N> nodes, long[] seqs, String[] names, int[] hashes, int size, int removed) {
        this.nodes = nodes;
        this.seqs = seqs;
        this.names = names;
        this.hashes = hashes;
        this.size = size;
        this.removed = removed;
    }

    static <N extends Node> Nodes<N> empty() {
        return new Nodes<>(new ArrayList<>(), new long[16], new String[16], new int[16], 0, 0);
    }

    Nodes<N> copy() {
        return new Nodes<>(new ArrayList<>(nodes), seqs.clone(), names.clone(), hashes.clone(), size, removed);
    }

    /** How many positions there are, those of removed nodes included. */
    int size() {
        return size;
    }

    /** How many positions are those of removed nodes. */
    int removed() {
        return removed;
    }

    N get(int position) {
        var node = nodes.get(position);
        if (node == null) {
            throw new IllegalStateException("an arrow to what was removed: " + position);
        }
        return node;
    }

    /** The name of the node at a position. */
    String name(int position) {
        return names[position];
    }

    /** The hash code of that name. */
    int hash(int position) {
        return hashes[position];
    }

    /** Where the node of this number is; negative when there is none. */
    int position(long seq) {
        int position = size > 0 && seq >= seqs[0] && seq - seqs[0] < size && seqs[(int) (seq - seqs[0])] == seq
                ? (int) (seq - seqs[0]) // numbers mostly follow one another
                : Arrays.binarySearch(seqs, 0, size, seq);
        return position >= 0 && nodes.get(position) == null ? -1 : position;
    }

    /** The positions of the nodes that are as wanted. */
    IntStream positions(Predicate<N> wanted) {
        return IntStream.range(0, size).filter(position -> {
            var node = nodes.get(position);
            return node != null && wanted.test(node);
        });
    }

    /** Puts a node in the place of the one with its number, or behind all others: numbers only rise. */
    int put(N node) {
        int known = Arrays.binarySearch(seqs, 0, size, node.seq());
        if (known >= 0) {
            nodes.set(known, node);
            call(known, node);
            return known;
        }
        if (size > 0 && seqs[size - 1] > node.seq()) {
            throw new IllegalStateException("a number that is lower than one that was there before: " + node.seq());
        }
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * size);
            names = Arrays.copyOf(names, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        seqs[size] = node.seq();
        nodes.add(node);
        call(size, node);
        return size++;
    }

    private void call(int position, N node) {
        names[position] = node.name();
        hashes[position] = node.name().hashCode();
    }

    void remove(int position) {
        nodes.set(position, null);
        removed++;
    }
}
