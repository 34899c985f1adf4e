package io.envprobe.host.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resolves paths inside a root, link by link, as Linux does with {@code RESOLVE_IN_ROOT}
 * (openat2(2)).
 */
public final class RootedPaths {
  /** As many links as Linux follows in one path (path_resolution(7)). */
  private static final int LINK_LIMIT = 40;

  private final Path root;

  /** Paths inside a directory. */
  public RootedPaths(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The place that a path of the image leads to; free of links. */
  public Outcome<Path> resolve(String path) {
    return resolve(path, true);
  }

  /** The same, but where the last name is a link, that link. */
  public Outcome<Path> parentResolved(String path) {
    return resolve(path, false);
  }

  /** A resolved place as a path of the image. */
  public String shown(Path resolved) {
    StringBuilder shown = new StringBuilder();
    for (Path name : root.relativize(resolved)) {
      if (!name.toString().isEmpty()) {
        shown.append('/').append(name);
      }
    }
    return shown.length() == 0 ? "/" : shown.toString();
  }

  private Outcome<Path> resolve(String path, boolean followLast) {
    Deque<String> names = new ArrayDeque<>();
    push(names, path);
    Path current = root;
    int links = 0;
    try {
      while (!names.isEmpty()) {
        String name = names.pop();
        if (name.equals("..")) {
          Path parent = current.getParent();
          current = current.equals(root) || parent == null ? root : parent;
          continue;
        }
        Path next = current.resolve(name);
        BasicFileAttributes attributes =
            Files.readAttributes(next, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink() && (followLast || !names.isEmpty())) {
          links++;
          if (links > LINK_LIMIT) {
            return Outcome.failed(FailureKind.WRONG_TYPE, path + " is a loop of links");
          }
          String target = Files.readSymbolicLink(next).toString();
          if (target.startsWith("/")) {
            current = root;
          }
          push(names, target);
        } else if (!attributes.isDirectory() && !names.isEmpty()) {
          return Outcome.failed(FailureKind.NOT_FOUND, path + " does not exist");
        } else {
          current = next;
        }
      }
      return Outcome.of(current);
    } catch (InvalidPathException e) {
      return Outcome.failed(FailureKind.NOT_FOUND, path + " cannot be the name of a file");
    } catch (IOException e) {
      return FileAccess.failure(e, path);
    }
  }

  private static void push(Deque<String> names, String path) {
    String[] parts = path.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty() && !parts[i].equals(".")) {
        names.push(parts[i]);
      }
    }
  }
}
