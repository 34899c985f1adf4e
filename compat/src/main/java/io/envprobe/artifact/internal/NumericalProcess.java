package io.envprobe.artifact.internal;

import io.envprobe.artifact.NumericalReport;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalFiles;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Processors;
import io.envprobe.blas.Rules;
import io.envprobe.blas.Scope;
import io.envprobe.blas.Surroundings;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numerical libraries that a process maps. */
public final class NumericalProcess {
  private static final int MAPS_LIMIT = 32 << 20;

  private NumericalProcess() {}

  /** As {@link io.envprobe.artifact.NumericalScan#process}. */
  public static Outcome<NumericalReport> of(Host host, long pid) {
    String directory = "/proc/" + pid;
    Outcome<byte[]> maps = host.answer(new Request.Content(directory + "/maps", MAPS_LIMIT));
    if (maps instanceof Outcome.Failure<byte[]> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    String root = host.link(directory + "/root").answer().orElse("/");
    String prefix = root.equals("/") ? "" : directory + "/root";
    NumericalFiles files = NumericalFiles.of(host);
    List<NumericalLibrary> mapped = new ArrayList<>();
    Map<String, String> paths = new HashMap<>();
    String text = new String(maps.answer().orElseThrow(), StandardCharsets.UTF_8);
    for (MappedFile file : MappedFile.parse(text)) {
      String path = file.path().startsWith("~") ? file.path() : prefix + file.path();
      if (!file.deleted()) {
        files
            .library(path)
            .ifPresent(
                library -> {
                  mapped.add(library);
                  paths.put(library.path(), path);
                });
      }
    }
    Map<String, String> variables = environment(host, directory);
    Set<String> global = global(host, directory, mapped);
    Set<String> preloaded = preloaded(variables, mapped);
    Map<String, Set<String>> names = names(mapped);
    List<Member> members = new ArrayList<>();
    for (NumericalLibrary library : mapped) {
      boolean needs = library.needed().stream().anyMatch(NumericalLibrary::isUsualName);
      if (library.isNumerical() || needs) {
        members.add(
            new Member(
                names.getOrDefault(library.path(), Set.of()),
                library,
                files.symbols(paths.getOrDefault(library.path(), library.path())),
                preloaded.contains(library.path()),
                global.contains(library.path()) || preloaded.contains(library.path())));
      }
    }
    Surroundings around = Surroundings.of(Processors.of(host, pid), variables);
    Scope scope = new Scope(Scope.Kind.PROCESS, members, around);
    return Outcome.of(new NumericalReport(scope, Rules.check(scope)));
  }

  /** The process's own variables; none where they may not be seen. */
  private static Map<String, String> environment(Host host, String directory) {
    Map<String, String> variables = new HashMap<>();
    for (String entry : host.text(directory + "/environ").answer().orElse("").split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  /** What the program needs itself, and what that needs: the scope that everything sees. */
  private static Set<String> global(Host host, String directory, List<NumericalLibrary> mapped) {
    Map<String, NumericalLibrary> byName = new HashMap<>();
    for (NumericalLibrary library : mapped) {
      byName.putIfAbsent(library.soname().orElse(library.fileName()), library);
      byName.putIfAbsent(library.path(), library);
    }
    Set<String> reached = new HashSet<>();
    Deque<NumericalLibrary> open = new ArrayDeque<>();
    String program = host.link(directory + "/exe").answer().orElse("");
    if (byName.containsKey(program)) {
      open.add(byName.get(program));
    }
    while (!open.isEmpty()) {
      NumericalLibrary next = open.removeFirst();
      if (reached.add(next.path())) {
        for (String needed : next.needed()) {
          if (byName.containsKey(needed)) {
            open.add(byName.get(needed));
          }
        }
      }
    }
    return reached;
  }

  private static Set<String> preloaded(
      Map<String, String> variables, List<NumericalLibrary> mapped) {
    Set<String> preloaded = new HashSet<>();
    for (String name : variables.getOrDefault("LD_PRELOAD", "").split("[ :]", -1)) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      for (NumericalLibrary library : mapped) {
        if (!file.isEmpty()
            && (library.fileName().equals(file) || library.soname().orElse("").equals(file))) {
          preloaded.add(library.path());
        }
      }
    }
    return preloaded;
  }

  /** The names that mapped files are needed by. */
  private static Map<String, Set<String>> names(List<NumericalLibrary> mapped) {
    Map<String, Set<String>> names = new HashMap<>();
    for (NumericalLibrary user : mapped) {
      for (String needed : user.needed()) {
        for (NumericalLibrary library : mapped) {
          if (library.soname().orElse("").equals(needed) || library.fileName().equals(needed)) {
            names.computeIfAbsent(library.path(), key -> new HashSet<>()).add(needed);
            break;
          }
        }
      }
    }
    return names;
  }
}
