package io.envprobe.gpu;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.SysrootHost;
import io.envprobe.host.Transcript;
import io.envprobe.probe.Profiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A machine that a test puts together as a tree of files: its {@code /proc}, {@code /sys} and
 * {@code /dev} too, which a sysroot leaves to the machine that it is joined with.
 */
public final class Machine {
  private final Path root;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, FailureKind> failures = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private final Set<String> denied = new HashSet<>();
  private final Map<String, String> properties =
      new HashMap<>(Map.of("os.name", "Linux", "os.arch", "amd64"));

  private Machine(Path root) {
    this.root = root;
  }

  /** A machine in a directory of the test's own. */
  public static Machine in(Path root) {
    return new Machine(root);
  }

  /** Adds a file. */
  public Machine file(String path, byte[] content) {
    try {
      Path target = root.resolve(stored(path).substring(1));
      Files.createDirectories(target.getParent());
      Files.write(target, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds a text file; each line gets its end. */
  public Machine text(String path, String... lines) {
    return file(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an empty file, as a device is one for a program that only looks. */
  public Machine device(String path) {
    return file(path, new byte[0]);
  }

  /** Adds a shared object for x86-64 that needs others. */
  public Machine library(String path, String... needed) {
    return file(
        path,
        SharedObject.of(SharedObject.X86_64, path.substring(path.lastIndexOf('/') + 1), needed));
  }

  /** Adds a directory. */
  public Machine directory(String path) {
    try {
      Files.createDirectories(root.resolve(stored(path).substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds a device on the PCI bus, held by a driver. */
  public Machine pci(String address, String vendor, String device, String number, String driver) {
    String directory = "/sys/bus/pci/devices/" + address;
    text(directory + "/class", "0x" + number);
    text(directory + "/vendor", "0x" + vendor);
    text(directory + "/device", "0x" + device);
    return driver.isEmpty()
        ? this
        : link(directory + "/driver", "../../../bus/pci/drivers/" + driver);
  }

  /** Adds an NVIDIA device as its kernel driver lists it, with its device file. */
  public Machine nvidia(int minor, String model) {
    String address = "0000:0" + (minor + 1) + ":00.0";
    pci(address, "10de", "2330", "030200", "nvidia");
    text(
        "/proc/driver/nvidia/gpus/" + address + "/information",
        "Model: \t\t " + model,
        "IRQ:   \t\t 33",
        "GPU UUID: \t GPU-00000000-0000-0000-0000-000000000000",
        "Bus Location: \t " + address,
        "Device Minor: \t " + minor);
    return device("/dev/nvidia" + minor);
  }

  /** Adds NVIDIA's kernel driver of a release. */
  public Machine nvidiaDriver(String release) {
    text(
        "/proc/driver/nvidia/version",
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  " + release + "  Thu Feb 22 01:44:30",
        "GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)");
    return text("/sys/module/nvidia/version", release);
  }

  /** Adds libcuda and the management library of a release in a directory. */
  public Machine userDriver(String directory, String release) {
    for (String name : List.of("libcuda.so", "libnvidia-ml.so")) {
      library(directory + "/" + name + "." + release);
      link(directory + "/" + name + ".1", name + "." + release);
    }
    return this;
  }

  /** Adds a symbolic link. */
  public Machine link(String path, String target) {
    try {
      Path link = root.resolve(stored(path).substring(1));
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Sets a variable. */
  public Machine variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Sets a property of the Java machine. */
  public Machine property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Makes every request about a path, or below it, fail. */
  public Machine failing(String path, FailureKind kind) {
    failures.put(path, kind);
    return this;
  }

  /**
   * What a library answers: the lines of a transcript, with bars for tabs.
   *
   * @param name how its file name begins, and {@code as the host} for the answer without the
   *     variables that narrow the view
   */
  public Machine answers(String name, String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.replace('|', '\t')).append('\n');
    }
    answers.put(name, text.toString());
    return this;
  }

  /** Makes a device one that this user may not open. */
  public Machine denied(String path) {
    denied.add(path);
    return device(path);
  }

  /** What the probes find. */
  public Profile profile(FactKey<?>... keys) {
    return new Profiler(new GpuProbes().probes())
        .profile(host(), Set.of(keys), Profile.EMPTY, Duration.ofSeconds(20));
  }

  /** The machine's files, variables and properties; no native calls. */
  public Host host() {
    return new TreeHost();
  }

  /** The value as text; {@code absent} or {@code unknown} where there is none. */
  public static <T> String value(Profile profile, FactKey<T> key) {
    Fact<T> fact = profile.fact(key);
    return fact.reading()
        .fold(
            present -> present.value().toString(),
            absent -> "absent",
            (Reading.Unknown<T> unknown) -> "unknown " + unknown.cause());
  }

  /** The records of a fact; none where it is absent or unknown. */
  public static List<FactRecord> records(Profile profile, FactKey<List<FactRecord>> key) {
    return profile.reading(key).asOptional().orElse(List.of());
  }

  /** The rules of a profile's findings. */
  public static List<String> rules(Profile profile) {
    return profile.findings().stream().map(Finding::rule).distinct().toList();
  }

  // A sysroot has no machine: so the machine's part is kept under other names inside it.
  private static String stored(String path) {
    for (String top : List.of("/proc", "/sys", "/dev")) {
      if (path.equals(top) || path.startsWith(top + "/")) {
        return "/machine" + path;
      }
    }
    return path;
  }

  private final class TreeHost implements Host {
    private final Host tree = SysrootHost.of(root);

    @Override
    @SuppressWarnings("unchecked") // Each branch answers with the type that its request declares.
    public <T> Outcome<T> answer(Request<T> request) {
      if (request instanceof Request.Variable variable) {
        return (Outcome<T>) known(variables, variable.name());
      }
      if (request instanceof Request.Property property) {
        return (Outcome<T>) known(properties, property.name());
      }
      Outcome<?> outcome;
      if (request instanceof Request.Content content) {
        outcome = at(content.path(), new Request.Content(stored(content.path()), content.limit()));
      } else if (request instanceof Request.Range range) {
        outcome =
            at(
                range.path(),
                new Request.Range(stored(range.path()), range.offset(), range.length()));
      } else if (request instanceof Request.Access access) {
        outcome =
            denied.contains(access.path())
                ? Outcome.of("none")
                : at(access.path(), new Request.Access(stored(access.path())));
      } else if (request instanceof Request.Status status) {
        outcome = at(status.path(), new Request.Status(stored(status.path())));
      } else if (request instanceof Request.Listing listing) {
        outcome = at(listing.path(), new Request.Listing(stored(listing.path()), listing.limit()));
      } else if (request instanceof Request.Link link) {
        outcome = at(link.path(), new Request.Link(stored(link.path())));
      } else if (request instanceof Request.RealPath real) {
        outcome = at(real.path(), new Request.RealPath(stored(real.path()))).map(TreeHost::shown);
      } else if (request instanceof Request.Conversation conversation) {
        outcome = said(conversation);
      } else {
        outcome = Outcome.failed(FailureKind.FORBIDDEN, "only files here");
      }
      return (Outcome<T>) outcome;
    }

    private Outcome<Transcript> said(Request.Conversation conversation) {
      String name = conversation.library().substring(conversation.library().lastIndexOf('/') + 1);
      String all = conversation.environment().isEmpty() ? "" : " as the host";
      for (Map.Entry<String, String> each : answers.entrySet()) {
        if (name.startsWith(each.getKey().split(" ", 2)[0])
            && each.getKey().endsWith(" as the host") != all.isEmpty()) {
          return Outcome.of(Transcript.parse(each.getValue()));
        }
      }
      return Outcome.failed(FailureKind.FORBIDDEN, "only files here");
    }

    private static Outcome<String> known(Map<String, String> values, String name) {
      String value = values.get(name);
      return value == null
          ? Outcome.failed(FailureKind.NOT_FOUND, name + " is not set")
          : Outcome.of(value);
    }

    private <T> Outcome<T> at(String path, Request<T> request) {
      for (Map.Entry<String, FailureKind> failure : failures.entrySet()) {
        String top = failure.getKey();
        if (path.equals(top) || path.startsWith(top + "/")) {
          return Outcome.failed(failure.getValue(), path);
        }
      }
      return tree.answer(request);
    }

    private static String shown(String path) {
      return path.startsWith("/machine/") ? path.substring("/machine".length()) : path;
    }
  }
}
