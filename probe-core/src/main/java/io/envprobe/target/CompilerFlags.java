package io.envprobe.target;

import io.envprobe.table.Table;
import io.envprobe.target.internal.CompilerFlagsTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The flags that make a compiler produce code for a target.
 *
 * @param status whether there are any
 * @param flags the flags, separated by single spaces; empty unless the status is {@link
 *     Status#FLAGS}
 * @param message why there are none, or a warning about the flags; may be empty
 */
public record CompilerFlags(Status status, String flags, String message) {

  /** What is known of a compiler and a target. */
  public enum Status {
    /** The flags are known. */
    FLAGS,
    /** Nothing is known of that compiler for the whole architecture. */
    UNKNOWN_COMPILER,
    /** That compiler, or that version of it, makes no code for this target. */
    UNSUPPORTED,
    /** The version is no sequence of numbers with points between. */
    INVALID_VERSION
  }

  /**
   * Looks the flags up. Versions compare number by number, and the longer one is greater where one
   * begins with the other, so 4.9 comes before 4.9.0.
   *
   * @param target the name of a target of {@link Targets#shipped()}
   * @param compiler {@code gcc}, {@code clang}, {@code apple-clang}, {@code aocc}, {@code intel},
   *     {@code oneapi}, {@code dpcpp}, {@code nvhpc}, {@code arm}
   * @throws IllegalArgumentException where there is no target of that name
   */
  public static CompilerFlags lookUp(String target, String compiler, String version) {
    Targets targets = Targets.shipped();
    String family = targets.family(target);
    Table all = all();
    if (!knows(all, family, compiler)) {
      return new CompilerFlags(Status.UNKNOWN_COMPILER, "", "");
    }
    if (!knows(all, target, compiler)) {
      return new CompilerFlags(
          Status.UNSUPPORTED, "", nothingFor(all, target, compiler, targets, family));
    }
    List<BigInteger> wanted = numbers(version);
    if (wanted.isEmpty()) {
      return new CompilerFlags(
          Status.INVALID_VERSION,
          "",
          "\"" + version + "\" is no version: only numbers with points between them are");
    }
    List<Table> entries = all.table(target).tables(compiler);
    for (Table entry : entries) {
      if (covers(entry.text("versions"), wanted)) {
        return new CompilerFlags(Status.FLAGS, filled(entry, target), entry.textOr("warnings", ""));
      }
    }
    List<String> ranges = new ArrayList<>();
    entries.forEach(entry -> ranges.add(entry.text("versions")));
    return new CompilerFlags(
        Status.UNSUPPORTED,
        "",
        compiler
            + " "
            + version
            + " makes no code for "
            + target
            + "; "
            + (ranges.isEmpty() ? "no version does" : "versions " + String.join(", ", ranges)));
  }

  /**
   * The flags of the newest version of every compiler that makes code for a target, by compiler.
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public static Map<String, String> newest(String target) {
    Table all = all();
    Map<String, String> newest = new TreeMap<>();
    for (String name : line(target)) {
      for (String compiler : all.has(name) ? all.table(name).names() : Set.<String>of()) {
        Optional<String> flags = newest(all, name, compiler);
        if (flags.isPresent()) {
          newest.putIfAbsent(compiler, flags.get());
        }
      }
    }
    return newest;
  }

  /**
   * The flags of the newest version of a compiler; those of the nearest ancestor, with a message,
   * where the compiler does not know the target itself.
   *
   * @throws IllegalArgumentException where there is no target of that name
   */
  public static CompilerFlags newest(String target, String compiler) {
    Table all = all();
    for (String name : line(target)) {
      Optional<String> flags = newest(all, name, compiler);
      if (flags.isPresent()) {
        boolean own = knows(all, target, compiler);
        return new CompilerFlags(
            Status.FLAGS,
            flags.get(),
            own ? "" : nothingFor(all, target, compiler, Targets.shipped(), target));
      }
    }
    return lookUp(target, compiler, "");
  }

  /** A target and its ancestors, nearest first. */
  private static List<String> line(String target) {
    List<String> line = new ArrayList<>();
    line.add(target);
    line.addAll(Targets.shipped().ancestors(target));
    return line;
  }

  /** The flags of the newest version of a compiler that makes code for this very target. */
  private static Optional<String> newest(Table all, String target, String compiler) {
    if (knows(all, target, compiler)) {
      for (Table entry : all.table(target).tables(compiler)) {
        if (entry.text("versions").endsWith(":")) {
          return Optional.of(filled(entry, target));
        }
      }
    }
    return Optional.empty();
  }

  private static final class Holder {
    static final Table TARGETS = CompilerFlagsTable.read().table("targets");
  }

  private static Table all() {
    return Holder.TARGETS;
  }

  private static boolean knows(Table all, String target, String compiler) {
    return all.has(target) && all.table(target).has(compiler);
  }

  private static String nothingFor(
      Table all, String target, String compiler, Targets targets, String family) {
    String nearest = family;
    for (String ancestor : targets.ancestors(target)) {
      if (knows(all, ancestor, compiler)) {
        nearest = ancestor;
        break;
      }
    }
    return compiler + " is not known to make code for " + target + "; the nearest is " + nearest;
  }

  /** Fills each {@code {member}} in with that member of the entry. */
  private static String filled(Table entry, String target) {
    return entry
        .text("flags")
        .replace("{name}", entry.textOr("name", target))
        .replace("{family}", entry.textOr("family", target));
  }

  private static boolean covers(String range, List<BigInteger> version) {
    int colon = range.indexOf(':');
    List<BigInteger> least = numbers(range.substring(0, colon));
    List<BigInteger> most = numbers(range.substring(colon + 1));
    return (least.isEmpty() || compare(least, version) <= 0)
        && (most.isEmpty() || compare(most, version) >= 0);
  }

  private static int compare(List<BigInteger> left, List<BigInteger> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** The numbers; none where the text is no version. */
  private static List<BigInteger> numbers(String version) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int start = 0; start <= version.length() && version.length() <= 100; ) {
      int point = version.indexOf('.', start);
      int end = point < 0 ? version.length() : point;
      if (start == end) {
        return List.of();
      }
      for (int i = start; i < end; i++) {
        if (version.charAt(i) < '0' || version.charAt(i) > '9') {
          return List.of();
        }
      }
      numbers.add(new BigInteger(version.substring(start, end)));
      start = end + 1;
    }
    return numbers;
  }
}
