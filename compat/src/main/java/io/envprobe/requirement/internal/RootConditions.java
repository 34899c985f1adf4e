package io.envprobe.requirement.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.GpuCodeDemand;
import io.envprobe.requirement.KernelDemand;
import io.envprobe.requirement.LevelDemand;
import io.envprobe.requirement.NativePlatformDemand;
import io.envprobe.requirement.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a root file system asks of the machine that runs it as a container. It brings its own
 * libraries; processor, kernel and drivers are the machine's. What starts first must run: the
 * dynamic loader, the C library, and the programs that are named, each with the libraries below it.
 * What others ask for limits its use.
 */
public final class RootConditions {
  private static final List<String> SHELLS = List.of("bin/sh", "usr/bin/sh");

  /** Directories whose files the loader takes only where they run. */
  private static final String BY_LEVEL = "/glibc-hwcaps/";

  private final RootFiles root;
  private final Map<String, List<NativeFile>> byName = new LinkedHashMap<>();
  private final Map<String, NativeFile> byPath = new HashMap<>();
  private final Set<NativeFile> core = new LinkedHashSet<>();
  private final Map<String, Demand> distinct = new LinkedHashMap<>();

  private RootConditions(RootFiles root) {
    this.root = root;
    for (NativeFile file : root.files()) {
      byPath.putIfAbsent(root.inside(file), file);
      if (isLoaded(file)) {
        Set<String> names = new LinkedHashSet<>();
        names.add(file.fileName());
        file.soname().ifPresent(names::add);
        names.forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
      }
    }
    root.links()
        .forEach(
            (link, target) -> {
              String name = link.substring(link.lastIndexOf('/') + 1);
              if (name.contains(".so")) {
                at(link)
                    .ifPresent(
                        file -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(file));
              }
            });
  }

  /**
   * The condition.
   *
   * @param programs the paths of those that must run; where there are none, a shell
   * @param span of the whole
   */
  public static Condition of(RootFiles root, List<String> programs, Span span) {
    return new RootConditions(root).condition(programs, span);
  }

  private boolean isLoaded(NativeFile file) {
    return file.format() != NativeFile.Format.STATIC_LIBRARY
        && file.format() != NativeFile.Format.GPU_CODE
        && !("/" + root.inside(file)).contains(BY_LEVEL);
  }

  private Optional<NativeFile> at(String path) {
    return root.resolve(path).flatMap(real -> Optional.ofNullable(byPath.get(real)));
  }

  private Condition condition(List<String> programs, Span span) {
    for (String program : programs.isEmpty() ? SHELLS : programs) {
      at(program).ifPresent(this::addWithLibraries);
    }
    for (NativeFile file : root.files()) {
      if (isLoaded(file) && isSystem(file) && core.stream().allMatch(own -> isAlike(own, file))) {
        addWithLibraries(file);
      }
    }
    List<Condition> musts = leaves(core, span);
    List<Condition> others = new ArrayList<>();
    for (NativeFile file : root.files()) {
      if (!core.contains(file) && isLoaded(file)) {
        List<Condition> own = leaves(Set.of(file), Span.of(file.path()));
        if (!own.isEmpty()) {
          others.add(new Condition.All(root.inside(file), own, Span.of(file.path())));
        }
      }
    }
    if (core.isEmpty()) {
      return others.isEmpty()
          ? Condition.always(span)
          : new Condition.Any("programs and libraries", others, span);
    }
    Condition system = new Condition.All("what starts first", musts, span);
    if (others.isEmpty()) {
      return system;
    }
    others.add(0, system);
    return new Condition.All(
        "", List.of(system, new Condition.Any("programs and libraries", others, span)), span);
  }

  private static boolean isAlike(NativeFile one, NativeFile other) {
    return one.architecture().equals(other.architecture());
  }

  private static boolean isSystem(NativeFile file) {
    String name = file.fileName();
    return name.startsWith("ld-linux") || name.startsWith("ld-musl-") || isLibc(file);
  }

  private static boolean isLibc(NativeFile file) {
    String name = file.fileName();
    return name.equals("libc.so.6")
        || (name.startsWith("libc-2.") && name.endsWith(".so"))
        || name.startsWith("libc.musl-");
  }

  private void addWithLibraries(NativeFile first) {
    List<NativeFile> rest = new ArrayList<>(List.of(first));
    while (!rest.isEmpty()) {
      NativeFile next = rest.remove(rest.size() - 1);
      if (core.add(next)) {
        for (String name : next.needed()) {
          for (NativeFile file : byName.getOrDefault(name, List.of())) {
            if (isAlike(file, next)) {
              rest.add(file);
            }
          }
        }
      }
    }
  }

  private List<Condition> leaves(Set<NativeFile> files, Span span) {
    List<Condition> leaves = new ArrayList<>();
    for (NativeFile file : files) {
      String path = root.inside(file);
      add(
          leaves,
          "runs " + file.format() + file.architecture(),
          new NativePlatformDemand(file.format(), file.architecture(), path),
          span);
      int level = file.isaNeeded().orElse(1);
      if (level > 1) {
        add(leaves, "level " + level, new LevelDemand(level, path), span);
      }
      Optional<String> system = file.minimumSystem().filter(text -> text.startsWith("Linux "));
      if (system.isPresent() && isLibc(file)) {
        String version = system.get().substring("Linux ".length());
        add(leaves, system.get(), new KernelDemand(version, path), span);
      }
      if (file.gpu().isPresent() && !file.gpu().get().modules().isEmpty()) {
        Demand gpu = new GpuCodeDemand(file.gpu().get(), path);
        add(leaves, "gpu " + file.gpu().get().modules(), gpu, span);
      }
    }
    return leaves;
  }

  /** Of equal demands the first file is named; it is enough to say each once. */
  private void add(List<Condition> leaves, String key, Demand demand, Span span) {
    if (distinct.putIfAbsent(key, demand) == null) {
      leaves.add(Condition.of(demand, span));
    }
  }
}
