package io.envprobe.libs;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.SysrootHost;
import io.envprobe.probe.Profiler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An image that a test puts together, and what the probes of this module find in it. */
public final class Image {
  private final Path root;
  private final Map<String, String> variables = new HashMap<>();

  private Image(Path root) {
    this.root = root;
  }

  /** An image in a directory of the test's own. */
  public static Image in(Path root) {
    return new Image(root);
  }

  /** Adds a file. */
  public Image file(String path, byte[] content) {
    try {
      Path target = root.resolve(path.substring(1));
      Files.createDirectories(target.getParent());
      Files.write(target, content);
      target.toFile().setExecutable(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds a text file. */
  public Image text(String path, String... lines) {
    return file(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file that claims a size and holds nothing. */
  public Image sparse(String path, long size) {
    file(path, new byte[0]);
    try (RandomAccessFile file =
        new RandomAccessFile(root.resolve(path.substring(1)).toFile(), "rw")) {
      file.setLength(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds a symbolic link. */
  public Image link(String path, String target) {
    try {
      Path link = root.resolve(path.substring(1));
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Adds glibc for x86-64 in {@code /usr/lib64}, its loader, and a shell that is started by it.
   *
   * @param nodes older versions that the library defines besides its own
   */
  public Image glibc(String version, String... nodes) {
    String[] defined = Arrays.copyOf(nodes, nodes.length + 1);
    defined[nodes.length] = "GLIBC_" + version;
    return link("/lib64", "usr/lib64")
        .file("/bin/sh", ElfFixture.of().interpreter("/lib64/ld-linux-x86-64.so.2").bytes())
        .file(
            "/usr/lib64/ld-linux-x86-64.so.2",
            ElfFixture.of().defines("GLIBC_" + version).constant("/lib64/\0/usr/lib64/").bytes())
        .file(
            "/usr/lib64/libc.so.6",
            ElfFixture.of()
                .named(Tag.SONAME, "libc.so.6")
                .defines(defined)
                .constant("GNU C Library (GNU libc) stable release version " + version + ".")
                .bytes());
  }

  /** Sets a variable. */
  public Image variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** What the probes find. */
  public Profile profile(FactKey<?>... keys) {
    return new Profiler(new LibsProbes().probes())
        .profile(host(), Set.of(keys), Profile.EMPTY, Duration.ofSeconds(20));
  }

  /** The same with a fact that the user declared. */
  public Profile profile(Profile given, FactKey<?>... keys) {
    return new Profiler(new LibsProbes().probes())
        .profile(host(), Set.of(keys), given, Duration.ofSeconds(20));
  }

  /** The image, with the variables that were set. */
  public Host host() {
    Host image = SysrootHost.of(root);
    return new Host() {
      @Override
      @SuppressWarnings("unchecked") // A variable's answer is text.
      public <T> Outcome<T> answer(Request<T> request) {
        if (request instanceof Request.Variable variable
            && variables.containsKey(variable.name())) {
          return (Outcome<T>) Outcome.of(variables.get(variable.name()));
        }
        return image.answer(request);
      }
    };
  }

  /** What is known of a processor of an x86-64 level. */
  public static Profile processor(int level) {
    List<String> directories = List.of("x86-64-v4", "x86-64-v3", "x86-64-v2");
    return new Profile(
        List.of(
            Fact.observed(CpuFacts.CPU_LEVEL, (long) level),
            Fact.observed(CpuFacts.CPU_HWCAPS, directories.subList(4 - level, 3))),
        List.of(),
        Map.of());
  }

  /** Removes the links below a directory, so that whoever deletes it need not warn of them. */
  public static void removeLinks(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules of a profile's findings. */
  public static List<String> rules(Profile profile) {
    return profile.findings().stream().map(Finding::rule).distinct().toList();
  }
}
