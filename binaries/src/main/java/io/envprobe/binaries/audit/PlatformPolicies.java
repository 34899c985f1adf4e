package io.envprobe.binaries.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every system of a {@code manylinux_2_N} platform offers. A platform is named by its glibc
 * version, {@code 2.28}. Immutable.
 *
 * @param lowest by architecture, the lowest platform there is
 * @param versions how the highest version of each line grew
 * @param nodes versions off those lines
 * @param libraries by SONAME, the lowest platform on which every system has it
 * @param symbols symbols that not every system's library has, though it has the version or the
 *     library has none
 */
public record PlatformPolicies(
    Map<String, String> lowest,
    List<Line> versions,
    List<Node> nodes,
    Map<String, String> libraries,
    List<Symbol> symbols) {

  public PlatformPolicies {
    lowest = Map.copyOf(new HashMap<>(lowest));
    versions = List.copyOf(versions);
    nodes = List.copyOf(nodes);
    libraries = Map.copyOf(new HashMap<>(libraries));
    symbols = List.copyOf(symbols);
  }

  /**
   * The highest versions of one line on one architecture.
   *
   * @param prefix the line, {@code GLIBCXX}
   * @param steps lowest platform first
   */
  public record Line(String architecture, String prefix, List<Step> steps) {
    public Line {
      steps = List.copyOf(steps);
    }
  }

  /** From this platform on, versions up to this one are there. */
  public record Step(String platform, String version) {}

  /** A version off the lines, {@code GLIBC_ABI_DT_RELR}, and the first platform that has it. */
  public record Node(String name, String since, List<String> architectures) {
    public Node {
      architectures = List.copyOf(architectures);
    }
  }

  /**
   * A symbol that is missing on low platforms.
   *
   * @param since the first platform that has it everywhere; empty where none has
   */
  public record Symbol(String library, String name, Optional<String> since) {}

  /** The lowest platform with a version of a line; empty where none that is known has it. */
  Optional<String> first(String architecture, String prefix, String version) {
    for (Line line : versions) {
      if (line.architecture.equals(architecture) && line.prefix.equals(prefix)) {
        for (Step step : line.steps) {
          if (Versions.compare(version, step.version) <= 0) {
            return Optional.of(step.platform);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The lowest platform with a version off the lines; empty where none that is known has it. */
  Optional<String> firstWithNode(String architecture, String name) {
    for (Node node : nodes) {
      if (node.name.equals(name) && node.architectures.contains(architecture)) {
        return Optional.of(node.since);
      }
    }
    return Optional.empty();
  }

  /** Whether a line is known for an architecture at all. */
  boolean knows(String architecture, String prefix) {
    for (Line line : versions) {
      if (line.architecture.equals(architecture) && line.prefix.equals(prefix)) {
        return true;
      }
    }
    return false;
  }
}
