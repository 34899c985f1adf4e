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
 * {@code ld.so(8)}: {@code LD_LIBRARY_PATH}, the cache, the default directories. Opens the cache
 * once; used by one thread.
 */
public final class LibrarySearch {
  private static final int CACHE_LIMIT = 64 << 20;
  private static final int DEPTH = 8;

  private final Host host;
  private final String architecture;
  private final List<String> variable;
  private final Optional<LdCache> cache;
  private final List<String> defaults;
  private final Map<String, String> missing = new HashMap<>();
  private final Map<String, Optional<LibraryFile>> firsts = new HashMap<>();
  private Optional<String> offeredC = Optional.empty();

  private LibrarySearch(
      Host host,
      String architecture,
      List<String> variable,
      Optional<LdCache> cache,
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
    for (String triple : triples(host, architecture)) {
      defaults.add("/lib/" + triple);
      defaults.add("/usr/lib/" + triple);
    }
    defaults.addAll(List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib"));
    return new LibrarySearch(host, architecture, variable, cache(host), defaults);
  }

  /**
   * In the spelling of ELF readers, by what Java says, or where only files are there, by a program
   * that every system has; empty where neither tells.
   */
  private static String architecture(Host host) {
    String java = host.property("os.arch").answer().orElse("");
    if (!java.isEmpty()) {
      return java.equals("amd64") ? "x86_64" : java;
    }
    for (String program : List.of("/bin/sh", "/usr/bin/env", "/sbin/ldconfig")) {
      Optional<LibraryFile> file = LibraryFile.examine(host, program, "");
      if (file.isPresent() && file.get().elf().isPresent()) {
        return file.get().elf().get().header().architecture().orElse("");
      }
    }
    return "";
  }

  /** The names of Debian's directories; every one that is there where the system's is not known. */
  private static List<String> triples(Host host, String architecture) {
    if (!architecture.isEmpty()) {
      return List.of(architecture + "-linux-gnu");
    }
    List<String> triples = new ArrayList<>();
    for (String name : host.list("/usr/lib").answer().orElse(List.of())) {
      if (name.endsWith("-linux-gnu")) {
        triples.add(name);
      }
    }
    return triples;
  }

  private static Optional<LdCache> cache(Host host) {
    Outcome<byte[]> content = host.answer(new Request.Content("/etc/ld.so.cache", CACHE_LIMIT));
    return content instanceof Outcome.Answer<byte[]> bytes
        ? LdCache.open(bytes.value()).content()
        : Optional.empty();
  }

  /**
   * Kinds of entries: https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/ldconfig.h
   */
  private static final int X86_64 = 3;

  private static final int AARCH64 = 10;
  private static final int ANY = -1;
  private static final List<LdCache.Entry> NOTHING = List.of();

  private int kind() {
    return switch (architecture) {
      case "x86_64" -> X86_64;
      case "aarch64" -> AARCH64;
      default -> ANY;
    };
  }

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
    int kind = kind();
    for (LdCache.Entry entry : cache.isPresent() ? cache.get().named(name) : NOTHING) {
      boolean ours = kind == ANY || (entry.flags() >> 8 & 0xff) == kind;
      if (ours && entry.path().isPresent()) {
        places.add(new Place(entry.path().get(), "cache"));
      }
    }
    for (String directory : defaults) {
      places.add(new Place(Names.in(directory, name), "default"));
    }
    return places;
  }

  /** The directories that the loader looks at, and those that its cache leads to. */
  public Set<String> directories() {
    Set<String> directories = new LinkedHashSet<>(variable);
    for (String each : cache.isPresent() ? cache.get().directories(kind()) : Set.<String>of()) {
      directories.add(each.isEmpty() ? "/" : each);
    }
    directories.addAll(defaults);
    return directories;
  }

  /**
   * What the loader would take for a name: the first that is there and of its architecture; one
   * that may not be read only where there is no other, for the loader goes on behind it.
   */
  public Optional<LibraryFile> first(String name) {
    Optional<LibraryFile> known = firsts.get(name);
    if (known == null) {
      known = look(name);
      firsts.put(name, known);
    }
    return known;
  }

  private Optional<LibraryFile> look(String name) {
    Optional<LibraryFile> unread = Optional.empty();
    for (Place place : places(name)) {
      Optional<LibraryFile> file = LibraryFile.examine(host, place.path(), architecture);
      if (file.isPresent() && !file.get().isPassedOver() && !file.get().isDangling()) {
        if (!file.get().isDenied()) {
          return file;
        }
        unread = unread.isPresent() ? unread : file;
      }
    }
    return unread;
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
