package io.envprobe.host;

import io.envprobe.host.internal.AddressNoise;
import io.envprobe.host.internal.FileAccess;
import io.envprobe.host.internal.HomeDirectory;
import io.envprobe.host.internal.Programs;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** This machine. */
public final class LiveHost implements Host {
  private final Set<HostPermission> permissions;
  private final HomeDirectory home;
  private @Nullable NativePort nativePort;

  /** This machine, with what the caller allows. */
  public LiveHost(Set<HostPermission> permissions) {
    this.permissions = Set.copyOf(permissions);
    this.home = new HomeDirectory(System.getProperty("user.home", ""));
  }

  @Override
  @SuppressWarnings("unchecked") // Each branch answers with the type that its request declares.
  public <T> Outcome<T> answer(Request<T> request) {
    Outcome<?> outcome;
    if (request instanceof Request.Content content) {
      outcome = file(content.path(), path -> content(path, content));
    } else if (request instanceof Request.Range range) {
      outcome =
          file(
              range.path(),
              path -> FileAccess.range(path, range.path(), range.offset(), range.length()));
    } else if (request instanceof Request.Status status) {
      outcome = file(status.path(), path -> FileAccess.status(path, status.path()));
    } else if (request instanceof Request.Listing listing) {
      outcome =
          file(listing.path(), path -> FileAccess.list(path, listing.path(), listing.limit()));
    } else if (request instanceof Request.Link link) {
      outcome = file(link.path(), path -> FileAccess.link(path, link.path())).map(home::hide);
    } else if (request instanceof Request.RealPath real) {
      outcome = file(real.path(), path -> realPath(path, real.path())).map(home::hide);
    } else if (request instanceof Request.Variable variable) {
      outcome = variableOf(variable.name());
    } else if (request instanceof Request.Property property) {
      outcome = propertyOf(property.name());
    } else if (request instanceof Request.NativeCall call) {
      outcome = nativeCall(call);
    } else if (request instanceof Request.Command command) {
      outcome =
          permissions.contains(HostPermission.COMMANDS)
              ? Programs.run(command.words().stream().map(home::expand).toList())
              : Outcome.failed(FailureKind.FORBIDDEN, "running programs is not allowed here");
    } else {
      throw new IllegalStateException("no answer for " + request);
    }
    return (Outcome<T>) outcome;
  }

  private <T> Outcome<T> file(String shown, Function<Path, Outcome<T>> reader) {
    try {
      return reader.apply(Path.of(home.expand(shown)));
    } catch (InvalidPathException e) {
      return Outcome.failed(FailureKind.NOT_FOUND, shown + " cannot be the name of a file");
    }
  }

  private Outcome<byte[]> content(Path path, Request.Content request) {
    Outcome<byte[]> outcome = FileAccess.content(path, request.path(), request.limit());
    return switch (request.path()) {
      case "/proc/self/auxv" ->
          outcome.map(bytes -> AddressNoise.auxiliaryVector(bytes, wordSize()));
      case "/proc/self/maps" -> outcome.map(AddressNoise::maps).map(home::hide);
      default -> outcome.map(home::hide);
    };
  }

  private static int wordSize() {
    return "32".equals(System.getProperty("sun.arch.data.model")) ? 4 : 8;
  }

  private static Outcome<String> realPath(Path path, String shown) {
    try {
      return Outcome.of(path.toRealPath().toString());
    } catch (IOException e) {
      return FileAccess.failure(e, shown);
    }
  }

  private Outcome<String> variableOf(String name) {
    String value = System.getenv(name);
    return value == null
        ? Outcome.failed(FailureKind.NOT_FOUND, name + " is not set")
        : Outcome.of(home.hide(value));
  }

  private Outcome<String> propertyOf(String name) {
    if (name.startsWith("user.")) {
      return Outcome.failed(FailureKind.FORBIDDEN, name + " is private");
    }
    String value = System.getProperty(name);
    return value == null
        ? Outcome.failed(FailureKind.NOT_FOUND, "the Java machine has no property " + name)
        : Outcome.of(home.hide(value));
  }

  private synchronized Outcome<String> nativeCall(Request.NativeCall call) {
    if (!permissions.contains(HostPermission.NATIVE_CALLS)) {
      return Outcome.failed(FailureKind.FORBIDDEN, "native calls are not allowed here");
    }
    if (nativePort == null) {
      nativePort = Programs.nativePort();
    }
    return nativePort.call(call.function(), call.arguments());
  }
}
