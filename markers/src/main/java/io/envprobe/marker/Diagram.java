package io.envprobe.marker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Multi-valued decision diagrams over variables with finitely many cells: reduced, ordered and
 * shared, so that two functions are equal when their numbers are. Not thread-safe; one for each
 * question.
 */
final class Diagram {
  static final int FALSE = 0;
  static final int TRUE = 1;

  private final int limit;
  private int edges;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> unique = new HashMap<>();
  private final Map<Long, Integer> conjunctions = new HashMap<>();
  private final Map<Integer, Integer> complements = new HashMap<>();

  /** An empty diagram that refuses to grow beyond a number of edges. */
  Diagram(int limit) {
    this.limit = limit;
    nodes.add(new Node(Integer.MAX_VALUE, new int[0]));
    nodes.add(new Node(Integer.MAX_VALUE, new int[0]));
  }

  private static final class Node {
    final int variable;
    final int[] children;

    Node(int variable, int[] children) {
      this.variable = variable;
      this.children = children;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node that
          && variable == that.variable
          && Arrays.equals(children, that.children);
    }

    @Override
    public int hashCode() {
      return variable * 31 + Arrays.hashCode(children);
    }
  }

  private int node(int variable, int[] children) throws UndecidedException {
    boolean same = true;
    for (int i = 1; i < children.length && same; i++) {
      same = children[i] == children[0];
    }
    if (same) {
      return children[0];
    }
    Node node = new Node(variable, children);
    Integer known = unique.get(node);
    if (known != null) {
      return known;
    }
    edges += children.length;
    if (edges > limit) {
      throw new UndecidedException("too large to decide");
    }
    nodes.add(node);
    unique.put(node, nodes.size() - 1);
    return nodes.size() - 1;
  }

  /** True where the variable is in one of the cells. */
  int in(int variable, int cells, BitSet chosen) throws UndecidedException {
    int[] children = new int[cells];
    for (int i = 0; i < cells; i++) {
      children[i] = chosen.get(i) ? TRUE : FALSE;
    }
    return node(variable, children);
  }

  int and(int left, int right) throws UndecidedException {
    if (left == right || right == TRUE) {
      return left;
    }
    if (left == TRUE) {
      return right;
    }
    if (left == FALSE || right == FALSE) {
      return FALSE;
    }
    long key = ((long) Math.min(left, right) << 32) | Math.max(left, right);
    Integer known = conjunctions.get(key);
    if (known != null) {
      return known;
    }
    Node a = nodes.get(left);
    Node b = nodes.get(right);
    int variable = Math.min(a.variable, b.variable);
    int size = a.variable == variable ? a.children.length : b.children.length;
    int[] children = new int[size];
    for (int i = 0; i < size; i++) {
      children[i] =
          and(
              a.variable == variable ? a.children[i] : left,
              b.variable == variable ? b.children[i] : right);
    }
    int result = node(variable, children);
    if (conjunctions.size() >= limit) {
      throw new UndecidedException("too large to decide");
    }
    conjunctions.put(key, result);
    return result;
  }

  int or(int left, int right) throws UndecidedException {
    return not(and(not(left), not(right)));
  }

  int not(int function) throws UndecidedException {
    if (function <= TRUE) {
      return TRUE - function;
    }
    Integer known = complements.get(function);
    if (known != null) {
      return known;
    }
    Node node = nodes.get(function);
    int[] children = new int[node.children.length];
    for (int i = 0; i < children.length; i++) {
      children[i] = not(node.children[i]);
    }
    int result = node(node.variable, children);
    complements.put(function, result);
    complements.put(result, function);
    return result;
  }

  /** The value of a function at some cells, one for each variable. */
  boolean value(int function, int[] cells) {
    int at = function;
    while (at > TRUE) {
      Node node = nodes.get(at);
      at = node.children[cells[node.variable]];
    }
    return at == TRUE;
  }

  /**
   * Cells that make the function true, one for each variable; a variable that does not matter has
   * its first.
   *
   * @param variables how many there are
   * @throws IllegalArgumentException where the function is never true
   */
  int[] model(int function, int variables) {
    if (function == FALSE) {
      throw new IllegalArgumentException("a function that is never true has no model");
    }
    int[] cells = new int[variables];
    int at = function;
    while (at != TRUE) {
      Node node = nodes.get(at);
      int cell = 0;
      while (node.children[cell] == FALSE) {
        cell++;
      }
      cells[node.variable] = cell;
      at = node.children[cell];
    }
    return cells;
  }
}
