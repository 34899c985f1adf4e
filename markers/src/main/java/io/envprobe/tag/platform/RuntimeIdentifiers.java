package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * .NET runtime identifiers and the graph of which takes the assets of which.
 *
 * <p>The graph lets musl systems take assets built for glibc; whether such an asset runs is another
 * question.
 *
 * @see <a href="https://learn.microsoft.com/en-us/dotnet/core/rid-catalog">the catalog</a>
 */
public final class RuntimeIdentifiers {
  private static final class Holder {
    static final Table IMPORTS = RidTable.read().table("imports");
  }

  private RuntimeIdentifiers() {}

  /** The identifiers whose assets an identifier takes, nearest first, itself included. */
  public static List<String> expand(String identifier) {
    Set<String> found = new LinkedHashSet<>();
    found.add(identifier);
    List<String> queue = new ArrayList<>(found);
    for (int i = 0; i < queue.size(); i++) {
      if (!Holder.IMPORTS.has(queue.get(i))) {
        continue;
      }
      for (String imported : Holder.IMPORTS.texts(queue.get(i))) {
        if (found.add(imported)) {
          queue.add(imported);
        }
      }
    }
    return Collections.unmodifiableList(queue);
  }

  /** Whether a host takes the assets of an identifier. */
  public static boolean takes(String host, String identifier) {
    return expand(host).contains(identifier);
  }

  /** The asset that NuGet picks for a host: the one nearest to it. */
  public static Optional<String> select(String host, Collection<String> assets) {
    for (String identifier : expand(host)) {
      if (assets.contains(identifier)) {
        return Optional.of(identifier);
      }
    }
    return Optional.empty();
  }
}
