package io.envprobe.host;

import io.envprobe.host.internal.DevicePlaces;
import io.envprobe.host.internal.FileAccess;
import io.envprobe.host.internal.RootedPaths;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * An unpacked container image or a mounted disk: files only.
 *
 * <p>Links are followed inside the root, absolute ones too, as a program inside would see them; no
 * path leads out. There are no variables, which is what a fresh container has. The kernel, the
 * processor and devices are not part of an image: {@code /proc}, {@code /sys} and {@code /dev}, and
 * the properties of the Java machine, are {@link FailureKind#NOT_PROBED} unless a machine to run on
 * is joined. A tree that holds a copy of the files in which a kernel shows graphics devices is
 * believed about these: what is not among them is not there.
 */
public final class SysrootHost implements Host {
  private final RootedPaths paths;
  private final Optional<Host> machine;
  private final boolean holdsDevices;

  private SysrootHost(Path root, Optional<Host> machine) {
    this.paths = new RootedPaths(root);
    this.machine = machine;
    this.holdsDevices = machine.isEmpty() && DevicePlaces.isAnyIn(root);
  }

  /** The image alone. */
  public static SysrootHost of(Path root) {
    return new SysrootHost(root, Optional.empty());
  }

  /**
   * The image as it would run on a machine: its files with that machine's kernel, processor and
   * devices.
   */
  public static SysrootHost on(Host machine, Path root) {
    return new SysrootHost(root, Optional.of(machine));
  }

  @Override
  @SuppressWarnings("unchecked") // Each branch answers with the type that its request declares.
  public <T> Outcome<T> answer(Request<T> request) {
    Outcome<?> outcome;
    if (request instanceof Request.Content content) {
      outcome =
          file(
              content,
              content.path(),
              path -> FileAccess.content(path, content.path(), content.limit()));
    } else if (request instanceof Request.Range range) {
      outcome =
          file(
              range,
              range.path(),
              path -> FileAccess.range(path, range.path(), range.offset(), range.length()));
    } else if (request instanceof Request.Status status) {
      outcome = file(status, status.path(), path -> FileAccess.status(path, status.path()));
    } else if (request instanceof Request.Listing listing) {
      outcome =
          file(
              listing,
              listing.path(),
              path -> FileAccess.list(path, listing.path(), listing.limit()));
    } else if (request instanceof Request.Link link) {
      outcome =
          isMachine(link.path())
              ? machine(link)
              : fold(paths.parentResolved(link.path()), path -> FileAccess.link(path, link.path()));
    } else if (request instanceof Request.RealPath real) {
      outcome =
          isMachine(real.path()) ? machine(real) : paths.resolve(real.path()).map(paths::shown);
    } else if (request instanceof Request.Access access) {
      outcome = file(access, access.path(), path -> FileAccess.access(path, access.path()));
    } else if (request instanceof Request.Variable variable) {
      outcome = Outcome.failed(FailureKind.NOT_FOUND, variable.name() + " is not set in an image");
    } else if (request instanceof Request.Conversation conversation) {
      outcome =
          Outcome.failed(
              FailureKind.NOT_PROBED, "no library of an image is run: " + conversation.library());
    } else {
      outcome = machine(request);
    }
    return (Outcome<T>) outcome;
  }

  private <T> Outcome<T> file(Request<T> request, String shown, Function<Path, Outcome<T>> reader) {
    return isMachine(shown) ? machine(request) : fold(paths.resolve(shown), reader);
  }

  private static <T> Outcome<T> fold(Outcome<Path> path, Function<Path, Outcome<T>> reader) {
    return path.fold(
        answer -> reader.apply(answer.value()),
        failure -> Outcome.failed(failure.kind(), failure.detail()));
  }

  private boolean isMachine(String path) {
    boolean outside = isBelow(path, "/proc") || isBelow(path, "/sys") || isBelow(path, "/dev");
    return outside && !(holdsDevices && DevicePlaces.isOne(path));
  }

  private static boolean isBelow(String path, String directory) {
    return path.startsWith(directory)
        && (path.length() == directory.length() || path.charAt(directory.length()) == '/');
  }

  /**
   * Of the joined machine only kernel, processor and devices count; its own process and Java
   * machine do not.
   */
  private <T> Outcome<T> machine(Request<T> request) {
    boolean ofThisProcess =
        request.key().contains(" /proc/self/") && !request.key().endsWith("/proc/self/auxv");
    if (machine.isEmpty() || ofThisProcess) {
      return Outcome.failed(
          FailureKind.NOT_PROBED,
          "an image has no machine of its own, and so no " + subject(request.key()));
    }
    return machine.orElseThrow().answer(request);
  }

  /** What a request is about, without how much of it is asked for. */
  private static String subject(String key) {
    int path = key.indexOf(" /");
    return path < 0 ? key : key.substring(path + 1);
  }
}
