package io.envprobe.fleet.internal;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * One condition over numbered demands: its truth where theirs are known, and the least that makes
 * it so. Immutable.
 */
final class Causes {
  private enum Kind {
    DEMAND,
    NOT,
    ALL,
    ANY
  }

  private record Node(Kind kind, int demand, List<Node> parts) {
    Node {
      parts = List.copyOf(parts);
    }
  }

  private final Node root;
  private final BitSet demands = new BitSet();

  /**
   * A condition.
   *
   * @param numbers of demands; those of the condition that are not there get the next ones
   */
  Causes(Condition condition, Map<Demand, Integer> numbers) {
    this.root = node(condition, numbers);
  }

  private Node node(Condition condition, Map<Demand, Integer> numbers) {
    if (condition instanceof Condition.Leaf leaf) {
      Integer known = numbers.putIfAbsent(leaf.demand(), numbers.size());
      int number = known == null ? numbers.size() - 1 : known;
      demands.set(number);
      return new Node(Kind.DEMAND, number, List.of());
    }
    if (condition instanceof Condition.Not not) {
      return new Node(Kind.NOT, -1, List.of(node(not.part(), numbers)));
    }
    boolean all = condition instanceof Condition.All;
    List<Node> parts = new ArrayList<>();
    for (Condition part :
        all ? ((Condition.All) condition).parts() : ((Condition.Any) condition).parts()) {
      parts.add(node(part, numbers));
    }
    return new Node(all ? Kind.ALL : Kind.ANY, -1, parts);
  }

  /** The truth, where those of the demands are given by their numbers. */
  Truth truth(Truth[] truths) {
    return truth(root, truths);
  }

  private static Truth truth(Node node, Truth[] truths) {
    return switch (node.kind()) {
      case DEMAND -> truths[node.demand()];
      case NOT -> truth(node.parts().get(0), truths).not();
      case ALL, ANY -> {
        boolean all = node.kind() == Kind.ALL;
        Truth truth = Truth.of(all);
        for (Node part : node.parts()) {
          Truth one = truth(part, truths);
          truth = all ? truth.and(one) : truth.or(one);
        }
        yield truth;
      }
    };
  }

  /** The demands each of which alone, met, or not met under a negation, makes the whole hold. */
  BitSet winners(Truth[] truths) {
    BitSet winners = new BitSet();
    for (int demand = demands.nextSetBit(0); demand >= 0; demand = demands.nextSetBit(demand + 1)) {
      Truth before = truths[demand];
      truths[demand] = Truth.TRUE;
      boolean wins = truth(truths) == Truth.TRUE;
      truths[demand] = Truth.FALSE;
      wins |= truth(truths) == Truth.TRUE;
      truths[demand] = before;
      winners.set(demand, wins);
    }
    return winners;
  }

  /**
   * The fewest demands that would have to come out otherwise for the condition to hold; the first
   * of equals. Those that are not known count like those that fail.
   */
  BitSet least(Truth[] truths) {
    return least(root, true, truths);
  }

  private static BitSet least(Node node, boolean wanted, Truth[] truths) {
    BitSet result = new BitSet();
    if (truth(node, truths) == Truth.of(wanted)) {
      return result;
    }
    if (node.kind() == Kind.DEMAND) {
      result.set(node.demand());
      return result;
    }
    if (node.kind() == Kind.NOT) {
      return least(node.parts().get(0), !wanted, truths);
    }
    boolean every = node.kind() == Kind.ALL == wanted;
    BitSet fewest = result;
    boolean first = true;
    for (Node part : node.parts()) {
      BitSet one = least(part, wanted, truths);
      if (every) {
        result.or(one);
      } else if (first || one.cardinality() < fewest.cardinality()) {
        fewest = one;
        first = false;
      }
    }
    return every ? result : fewest;
  }
}
