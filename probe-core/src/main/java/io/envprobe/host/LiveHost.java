package io.envprobe.host;

import io.envprobe.host.internal.AddressNoise;
import io.envprobe.host.internal.ConversationCache;
import io.envprobe.host.internal.FileAccess;
import io.envprobe.host.internal.HomeDirectory;
import io.envprobe.host.internal.PrivateLines;
import io.envprobe.host.internal.Programs;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      outcome = content(content);
    } else if (request instanceof Request.Range range) {
      Path path = path(range.path());
      outcome =
          path == null
              ? noName(range.path())
              : FileAccess.range(path, range.path(), range.offset(), range.length());
    } else if (request instanceof Request.Status status) {
      Path path = path(status.path());
      outcome = path == null ? noName(status.path()) : FileAccess.status(path, status.path());
    } else if (request instanceof Request.Listing listing) {
      Path path = path(listing.path());
      outcome =
          path == null
              ? noName(listing.path())
              : FileAccess.list(path, listing.path(), listing.limit());
    } else if (request instanceof Request.Link link) {
      Path path = path(link.path());
      outcome = path == null ? noName(link.path()) : hidden(FileAccess.link(path, link.path()));
    } else if (request instanceof Request.RealPath real) {
      Path path = path(real.path());
      outcome = path == null ? noName(real.path()) : hidden(realPath(path, real.path()));
    } else if (request instanceof Request.Access access) {
      Path path = path(access.path());
      outcome = path == null ? noName(access.path()) : FileAccess.access(path, access.path());
    } else if (request instanceof Request.Variable variable) {
      outcome = variableOf(variable.name());
    } else if (request instanceof Request.Property property) {
      outcome = propertyOf(property.name());
    } else if (request instanceof Request.NativeCall call) {
      outcome = nativeCall(call);
    } else if (request instanceof Request.Conversation conversation) {
      outcome = converse(conversation);
    } else if (request instanceof Request.Command command) {
      outcome = command(command.words());
    } else {
      throw new IllegalStateException("no answer for " + request);
    }
    return (Outcome<T>) outcome;
  }

  // No lambdas on the way to a file: the first of a process costs more than all the files that
  // `tags` reads.

  private @Nullable Path path(String shown) {
    try {
      return Path.of(home.expand(shown));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static <T> Outcome<T> noName(String shown) {
    return Outcome.failed(FailureKind.NOT_FOUND, shown + " cannot be the name of a file");
  }

  private Outcome<String> hidden(Outcome<String> outcome) {
    return outcome instanceof Outcome.Answer<String> answer
        ? Outcome.of(home.hide(answer.value()))
        : outcome;
  }

  private Outcome<byte[]> content(Request.Content request) {
    Path path = path(request.path());
    if (path == null) {
      return noName(request.path());
    }
    Outcome<byte[]> outcome = FileAccess.content(path, request.path(), request.limit());
    if (!(outcome instanceof Outcome.Answer<byte[]> answer)) {
      return outcome;
    }
    byte[] bytes = answer.value();
    return Outcome.of(
        switch (request.path()) {
          case "/proc/self/auxv" -> AddressNoise.auxiliaryVector(bytes, wordSize());
          case "/proc/self/maps" -> home.hide(AddressNoise.maps(bytes));
          default ->
              PrivateLines.mayBeIn(request.path())
                  ? PrivateLines.hide(home.hide(bytes))
                  : home.hide(bytes);
        });
  }

  private Outcome<CommandOutput> command(List<String> words) {
    if (!permissions.contains(HostPermission.COMMANDS)) {
      return Outcome.failed(FailureKind.FORBIDDEN, "running programs is not allowed here");
    }
    List<String> expanded = new ArrayList<>();
    for (String word : words) {
      expanded.add(home.expand(word));
    }
    Outcome<CommandOutput> outcome = Programs.run(expanded);
    return outcome instanceof Outcome.Answer<CommandOutput> answer
        ? Outcome.of(hidden(answer.value()))
        : outcome;
  }

  private CommandOutput hidden(CommandOutput output) {
    return new CommandOutput(output.exitCode(), home.hide(output.standardOutput()));
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
    return permissions.contains(HostPermission.NATIVE_CALLS)
        ? nativePort().call(call.function(), call.arguments())
        : Outcome.failed(FailureKind.FORBIDDEN, "native calls are not allowed here");
  }

  /** Not synchronised: conversations are held side by side. */
  private Outcome<Transcript> converse(Request.Conversation conversation) {
    if (!permissions.contains(HostPermission.CONVERSATIONS)) {
      return Outcome.failed(
          FailureKind.FORBIDDEN, "calling libraries in child processes is not allowed here");
    }
    List<String> environment = new ArrayList<>();
    for (String change : conversation.environment()) {
      int value = change.indexOf('=') + 1;
      environment.add(change.substring(0, value) + home.expand(change.substring(value)));
    }
    Request.Conversation expanded =
        new Request.Conversation(
            home.expand(conversation.library()),
            conversation.size(),
            conversation.calls(),
            environment,
            conversation.milliseconds());
    Outcome<Transcript> outcome =
        permissions.contains(HostPermission.CACHE)
            ? kept(expanded)
            : nativePort().converse(expanded);
    return outcome instanceof Outcome.Answer<Transcript> answer
        ? Outcome.of(Transcript.parse(home.hide(answer.value().text())))
        : outcome;
  }

  /** What was answered before, otherwise what is answered now, which is kept. */
  private Outcome<Transcript> kept(Request.Conversation conversation) {
    Optional<ConversationCache> cache = ConversationCache.ofUser();
    Optional<Transcript> known =
        cache.isPresent() ? cache.get().find(conversation) : Optional.empty();
    if (known.isPresent()) {
      return Outcome.of(known.get());
    }
    Outcome<Transcript> outcome = nativePort().converse(conversation);
    if (cache.isPresent() && outcome instanceof Outcome.Answer<Transcript> answer) {
      cache.get().keep(conversation, answer.value());
    }
    return outcome;
  }

  private synchronized NativePort nativePort() {
    if (nativePort == null) {
      nativePort = Programs.nativePort();
    }
    return nativePort;
  }
}
