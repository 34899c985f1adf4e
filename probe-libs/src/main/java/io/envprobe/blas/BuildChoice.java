package io.envprobe.blas;

import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build tool would link with on a machine, and what it would pass over before.
 *
 * @param builder the tool
 * @param choice the first of its order that is found; empty where none is
 * @param found the {@code .pc} file or library that decides
 * @param library the file that is linked; empty where it could not be found
 * @param passed what of its order comes before and is not here
 */
public record BuildChoice(
    String builder,
    Optional<String> choice,
    String found,
    Optional<String> library,
    List<String> passed) {
  public BuildChoice {
    passed = List.copyOf(passed);
  }

  /**
   * A hint that may change a choice. It is shown and not followed.
   *
   * @param name a variable, or a file
   * @param value of the variable; empty for a file that is there
   */
  public record Hint(String name, String value) {}

  /** The choice of every tool that is known. */
  public static List<BuildChoice> all(Host host, PkgConfig packages, String architecture) {
    List<BuildChoice> choices = new ArrayList<>();
    for (Table row : table().tables("builders")) {
      choices.add(choice(host, packages, architecture, row));
    }
    return choices;
  }

  private static BuildChoice choice(Host host, PkgConfig packages, String architecture, Table row) {
    List<String> passed = new ArrayList<>();
    for (Table candidate : row.tables("order")) {
      for (String name : candidate.texts("packages")) {
        List<PkgConfigFile> files = packages.find(name);
        if (!files.isEmpty()) {
          return new BuildChoice(
              row.text("name"),
              Optional.of(candidate.text("name")),
              files.get(0).path(),
              packages.library(files.get(0)),
              passed);
        }
      }
      for (String name : candidate.texts("libraries")) {
        Optional<String> path = library(host, architecture, "lib" + name + ".so");
        if (path.isPresent()) {
          return new BuildChoice(
              row.text("name"), Optional.of(candidate.text("name")), path.get(), path, passed);
        }
      }
      passed.add(candidate.text("name"));
    }
    return new BuildChoice(row.text("name"), Optional.empty(), "", Optional.empty(), passed);
  }

  private static Optional<String> library(Host host, String architecture, String name) {
    for (String directory :
        List.of(
            "/usr/local/lib",
            "/usr/lib/" + architecture + "-linux-gnu",
            "/usr/lib64",
            "/usr/lib")) {
      String path = directory + "/" + name;
      if (host.status(path) instanceof Outcome.Answer<FileStatus> status
          && status.value().isFile()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The hints that are set here. */
  public static List<Hint> hints(Host host) {
    List<Hint> hints = new ArrayList<>();
    for (String name : table().texts("hints")) {
      host.variable(name)
          .answer()
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> hints.add(new Hint(name, value)));
    }
    for (String file : table().texts("files")) {
      if (file.startsWith("~") && host.status(file) instanceof Outcome.Answer<FileStatus>) {
        hints.add(new Hint(file, ""));
      }
    }
    return hints;
  }

  private static Table table() {
    return BuildersTable.read();
  }
}
