package io.envprobe.gpu.internal.files;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.LdCache;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the loader finds libraries for a program that names no directories itself, by the order of
 * {@code ld.so(8)}: {@code LD_LIBRARY_PATH}, the cache, the default directories. Reads the cache
 * once; used by one thread.
 */
public final class LibrarySearch {
  private static final int CACHE_LIMIT = 64 << 20;
  private static final int DEPTH = 8;

  private final Host host;
  private final String architecture;
  private final List<String> variable;
  private final List<LdCache.Entry> cache;
  private final List<String> defaults;
  private final Map<String, String> missing = new HashMap<>();
  private final Map<String, Optional<LibraryFile>> firsts = new HashMap<>();
  private final Map<String, List<String>> cached = new HashMap<>();
  private Optional<String> offeredC = Optional.empty();

  private LibrarySearch(
      Host host,
      String architecture,
      List<String> variable,
      List<LdCache.Entry> cache,
      List<String> defaults) {
    this.host = host;
    this.architecture = architecture;
    this.variable = variable;
    this.cache = cache;
    this.defaults = defaults;
  }

  /**
   * A place where a library was looked for.
   *
   * @param source {@code LD_LIBRARY_PATH}, {@code cache} or {@code default}
   */
  public record Place(String path, String source) {}

  /** The search of a host. */
  public static LibrarySearch of(Host host) {
    String architecture = architecture(host);
    List<String> variable = new ArrayList<>();
    for (String each :
        host.variable("LD_LIBRARY_PATH").answer().orElse("").replace(';', ':').split(":", -1)) {
      if (Names.isAbsolute(each)) {
        variable.add(each);
      }
    }
    List<String> defaults = new ArrayList<>();
    if (!architecture.isEmpty()) {
      String triple = architecture + "-linux-gnu";
      defaults.add("/lib/" + triple);
      defaults.add("/usr/lib/" + triple);
    }
    defaults.addAll(List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib"));
    return new LibrarySearch(host, architecture, variable, cache(host, architecture), defaults);
  }

  /** In the spelling of ELF readers; empty for a host that does not tell, as an image. */
  private static String architecture(Host host) {
    String java = host.property("os.arch").answer().orElse("");
    return java.equals("amd64") ? "x86_64" : java;
  }

  private static List<LdCache.Entry> cache(Host host, String architecture) {
    Outcome<byte[]> content = host.answer(new Request.Content("/etc/ld.so.cache", CACHE_LIMIT));
    if (!(content instanceof Outcome.Answer<byte[]> bytes)) {
      return List.of();
    }
    Optional<LdCache> read = LdCache.read(bytes.value()).content();
    List<LdCache.Entry> entries = new ArrayList<>();
    int wanted =
        architecture.equals("x86_64") ? X86_64 : architecture.equals("aarch64") ? AARCH64 : ANY;
    for (LdCache.Entry entry : read.isPresent() ? read.get().entries() : List.<LdCache.Entry>of()) {
      boolean other = wanted != ANY && (entry.flags() >> 8 & 0xff) != wanted;
      if (entry.name().isPresent() && entry.path().isPresent() && !other) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /**
   * Kinds of entries: https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/ldconfig.h
   */
  private static final int X86_64 = 3;

  private static final int AARCH64 = 10;
  private static final int ANY = -1;

  /** The architecture that libraries must have; empty where it is not known. */
  public String architecture() {
    return architecture;
  }

  /** The host that is searched. */
  public Host host() {
    return host;
  }

  /**
   * Every place where the loader would look for a name, in its order; cached ones exist perhaps.
   */
  public List<Place> places(String name) {
    List<Place> places = new ArrayList<>();
    for (String directory : variable) {
      places.add(new Place(Names.in(directory, name), "LD_LIBRARY_PATH"));
    }
    if (cached.isEmpty()) {
      for (LdCache.Entry entry : cache) {
        String known = entry.name().orElse("");
        List<String> paths = cached.get(known); // No lambda: this is on the way of every start.
        if (paths == null) {
          paths = new ArrayList<>(1);
          cached.put(known, paths);
        }
        paths.add(entry.path().orElseThrow());
      }
    }
    for (String path : cached.getOrDefault(name, List.of())) {
      places.add(new Place(path, "cache"));
    }
    for (String directory : defaults) {
      places.add(new Place(Names.in(directory, name), "default"));
    }
    return places;
  }

  /** The directories that the loader looks at, and those that its cache leads to. */
  public Set<String> directories() {
    Set<String> directories = new LinkedHashSet<>(variable);
    String last = "//";
    for (LdCache.Entry entry : cache) {
      String path = entry.path().orElseThrow();
      // Most lie in the directory of the one before.
      if (!path.startsWith(last) || path.indexOf('/', last.length() + 1) >= 0) {
        last = Names.parent(path);
        directories.add(last);
      }
    }
    directories.addAll(defaults);
    return directories;
  }

  /** What the loader would take for a name: the first that is there and of its architecture. */
  public Optional<LibraryFile> first(String name) {
    Optional<LibraryFile> known = firsts.get(name);
    if (known == null) {
      known = look(name);
      firsts.put(name, known);
    }
    return known;
  }

  private Optional<LibraryFile> look(String name) {
    for (Place place : places(name)) {
      Optional<LibraryFile> file = LibraryFile.examine(host, place.path(), architecture);
      if (file.isPresent() && !file.get().isPassedOver() && !file.get().isDangling()) {
        return file;
      }
    }
    return Optional.empty();
  }

  /**
   * Why a sound library does not load: the first library that it needs, or that those need, and
   * that is nowhere; or a version of the C library that is newer than ours. Empty where all is
   * there.
   */
  public String unmetNeed(LibraryFile file) {
    return unmetNeed(file, 0, new LinkedHashSet<>());
  }

  private String unmetNeed(LibraryFile file, int depth, Set<String> seen) {
    if (file.elf().isEmpty() || depth > DEPTH || !seen.add(file.realPath())) {
      return "";
    }
    ElfFile elf = file.elf().get();
    for (String needed : elf.needed()) {
      if (needed.startsWith("ld-linux") || needed.startsWith("linux-vdso")) {
        continue;
      }
      String known = missing.get(needed);
      if (known == null) {
        Optional<LibraryFile> found = beside(file, elf, needed);
        found = found.isPresent() ? found : first(needed);
        if (found.isEmpty()) {
          known = "needs " + needed + ", which is nowhere on the loader's path";
        } else {
          known = unmetNeed(found.get(), depth + 1, seen);
        }
        missing.put(needed, known);
      }
      if (known.isEmpty() && needed.startsWith("libc.so")) {
        known = olderC(elf, first(needed));
      }
      if (!known.isEmpty()) {
        return known;
      }
    }
    return "";
  }

  /** A library with a path of its own for what it needs mostly means its own directory. */
  private Optional<LibraryFile> beside(LibraryFile file, ElfFile elf, String needed) {
    boolean ownPath =
        elf.dynamic().isPresent()
            && (elf.dynamic().get().runpath().isPresent()
                || elf.dynamic().get().rpath().isPresent());
    return ownPath
        ? LibraryFile.examine(host, Names.in(Names.parent(file.realPath()), needed), architecture)
        : Optional.empty();
  }

  private String olderC(ElfFile elf, Optional<LibraryFile> c) {
    Optional<String> needed = elf.highestNeeded("GLIBC");
    if (needed.isEmpty() || c.isEmpty() || c.get().elf().isEmpty()) {
      return "";
    }
    if (offeredC.isEmpty()) {
      offeredC = c.get().elf().get().highestDefined("GLIBC");
    }
    boolean older =
        offeredC.isPresent() && VersionSchemes.LENIENT.compare(offeredC.get(), needed.get()) < 0;
    return older ? "needs glibc " + needed.get() + ", and here is " + offeredC.get() : "";
  }
}
