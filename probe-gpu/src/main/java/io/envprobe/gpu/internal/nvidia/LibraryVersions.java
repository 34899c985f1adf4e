package io.envprobe.gpu.internal.nvidia;

import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.gpu.internal.nvidia.LibraryRoots.Root;
import io.envprobe.host.Host;
import io.envprobe.table.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of libraries in a directory, by files: the real name, otherwise what the package
 * manager or toolkit tells that put them there. Used by one thread.
 */
final class LibraryVersions {
  private final Host host;
  private final Root root;
  private @Nullable List<String> entries;
  private @Nullable String toolkit;

  LibraryVersions(Host host, Root root) {
    this.host = host;
    this.root = root;
  }

  /** The version; empty where no file tells. */
  String of(Table row, LibraryFile file) {
    String named = Names.leadingNumbers(Names.version(Names.last(file.realPath())));
    if (named.indexOf('.') != named.lastIndexOf('.')) { // At least three numbers.
      return named;
    }
    String told =
        switch (root.owner()) {
          case "python" -> metadata(row).map(PythonPackages::version).orElse("");
          case "conda" -> conda(row);
          case "toolkit" -> Patterns.member(toolkit(), row.textOr("redist", "?"), "version");
          default -> "";
        };
    return told.isEmpty() && named.indexOf('.') > 0 ? named : told;
  }

  /** The major version of CUDA in the name of a wheel: {@code nvidia_cudnn_cu12}. */
  Optional<String> cuda(Table row) {
    if (!root.owner().equals("python")) {
      return Optional.empty();
    }
    Optional<String> metadata = metadata(row);
    int at = metadata.map(name -> name.indexOf("_cu1")).orElse(-1);
    return at < 0 ? Optional.empty() : Optional.of(metadata.get().substring(at + 3, at + 5));
  }

  private Optional<String> metadata(Table row) {
    return PythonPackages.metadata(entries(root.home()), row.texts("wheels"));
  }

  /** Names of the form {@code cudnn-9.1.0.70-h1234567_0.json}. */
  private String conda(Table row) {
    for (String wanted : row.texts("conda")) {
      for (String entry : entries(Names.in(root.home(), "conda-meta"))) {
        if (entry.startsWith(wanted + "-") && entry.endsWith(".json")) {
          String version = Names.leadingNumbers(entry.substring(wanted.length() + 1));
          if (!version.isEmpty()) {
            return version;
          }
        }
      }
    }
    return "";
  }

  private List<String> entries(String directory) {
    List<String> known = entries;
    if (known == null) {
      known = host.list(directory).answer().orElse(List.of());
      entries = known;
    }
    return known;
  }

  private String toolkit() {
    String known = toolkit;
    if (known == null) {
      known = host.text(Names.in(root.home(), "version.json")).answer().orElse("");
      toolkit = known;
    }
    return known;
  }
}
