package io.envprobe.host.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Outcome;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Bounded reads of the file system, with every error as an outcome. Only regular files are opened:
 * opening a pipe or a device could wait forever or do something.
 *
 * <p>Each method takes the path to use and the name to show in messages.
 */
public final class FileAccess {
  private static final int FIRST_BUFFER = 8192;

  private FileAccess() {}

  /**
   * The whole content, read until it ends: files of {@code /proc} and {@code /sys} lie about their
   * size.
   */
  public static Outcome<byte[]> content(Path path, String shown, int limit) {
    try {
      File file = path.toFile();
      if (!file.isFile()) {
        return notRegular(path, shown);
      }
      long size = file.length();
      if (size > limit) {
        return tooLarge(shown, limit);
      }
      try (InputStream in = stream(path, file)) {
        byte[] buffer =
            new byte[(int) Math.min((long) limit + 1, Math.max(FIRST_BUFFER, size + 1))];
        int count = 0;
        while (true) {
          int read = in.read(buffer, count, buffer.length - count);
          if (read < 0) {
            return Outcome.of(Arrays.copyOf(buffer, count));
          }
          count += read;
          if (count > limit) {
            return tooLarge(shown, limit);
          }
          if (count == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min((long) limit + 1, buffer.length * 2L));
          }
        }
      }
    } catch (IOException e) {
      return failure(e, shown);
    }
  }

  /** A range; shorter at the end of the file. */
  public static Outcome<byte[]> range(Path path, String shown, long offset, int length) {
    try {
      if (!path.toFile().isFile()) {
        return notRegular(path, shown);
      }
      try (RandomAccessFile file = file(path)) {
        long rest = Math.max(0, file.length() - offset);
        byte[] buffer = new byte[(int) Math.min(length, rest)];
        int count = fill(file, offset, buffer, 0, buffer.length);
        return Outcome.of(count == buffer.length ? buffer : Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      return failure(e, shown);
    }
  }

  /** A range into an array; how many bytes it got, fewer at the end of the file. */
  public static Outcome<Integer> range(
      Path path, String shown, long offset, byte[] into, int start, int length) {
    try {
      if (!path.toFile().isFile()) {
        return notRegular(path, shown);
      }
      try (RandomAccessFile file = file(path)) {
        return Outcome.of(fill(file, offset, into, start, length));
      }
    } catch (IOException e) {
      return failure(e, shown);
    }
  }

  private static int fill(RandomAccessFile file, long offset, byte[] into, int start, int length)
      throws IOException {
    file.seek(offset);
    int count = 0;
    while (count < length) {
      int read = file.read(into, start + count, length - count);
      if (read < 0) {
        break;
      }
      count += read;
    }
    return count;
  }

  // The classes of java.io are in every Java machine's memory, and ask the system in one call each;
  // those of channels would have to be loaded, which costs more than all the reading. What they say
  // does not tell the cause, so that an error comes from asking for the file once more.

  private static InputStream stream(Path path, File file) throws IOException {
    try {
      return new FileInputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newInputStream(path);
    }
  }

  private static RandomAccessFile file(Path path) throws IOException {
    try {
      return new RandomAccessFile(path.toFile(), "r");
    } catch (FileNotFoundException e) {
      Files.newByteChannel(path).close();
      throw e;
    }
  }

  /** What a path leads to. */
  public static Outcome<FileStatus> status(Path path, String shown) {
    File file = path.toFile();
    if (file.isFile()) {
      return Outcome.of(new FileStatus(FileStatus.Type.FILE, file.length(), file.canExecute()));
    }
    if (file.isDirectory()) {
      return Outcome.of(new FileStatus(FileStatus.Type.DIRECTORY, 0, false));
    }
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return Outcome.of(new FileStatus(FileStatus.Type.OTHER, 0, false));
    } catch (IOException e) {
      return failure(e, shown);
    }
  }

  /** What this process may do with a thing, by its permissions; nothing is opened. */
  public static Outcome<String> access(Path path, String shown) {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return failure(e, shown);
    }
    String access = (Files.isReadable(path) ? "r" : "") + (Files.isWritable(path) ? "w" : "");
    return Outcome.of(access.isEmpty() ? "none" : access);
  }

  /** The sorted names in a directory; names with control characters are left out. */
  public static Outcome<List<String>> list(Path path, String shown, int limit) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      int directory = -1;
      for (Path entry : entries) {
        String text = entry.toString();
        if (directory < 0) {
          directory = text.lastIndexOf(path.getFileSystem().getSeparator()) + 1;
        }
        String name = text.substring(directory);
        if (hasControl(name)) {
          continue;
        }
        if (names.size() == limit) {
          return Outcome.failed(
              FailureKind.TOO_LARGE, shown + " has more than " + limit + " entries");
        }
        names.add(name);
      }
    } catch (DirectoryIteratorException e) {
      return Outcome.failed(
          FailureKind.IO_ERROR, "listing " + shown + " failed: " + e.getMessage());
    } catch (IOException e) {
      return failure(e, shown);
    }
    Collections.sort(names);
    return Outcome.of(List.copyOf(names));
  }

  /** Over bytes, for at start-up a call for every character of every name is felt. */
  private static boolean hasControl(String name) {
    int before = 0;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if ((each >= 0 && each < ' ')
          || each == 0x7f
          || (before == (byte) 0xc2 && each < (byte) 0xa0)) {
        return true;
      }
      before = each;
    }
    return false;
  }

  /** The text of a symbolic link. */
  public static Outcome<String> link(Path path, String shown) {
    try {
      return Outcome.of(Files.readSymbolicLink(path).toString());
    } catch (NotLinkException e) {
      return Outcome.failed(FailureKind.WRONG_TYPE, shown + " is not a symbolic link");
    } catch (IOException e) {
      return failure(e, shown);
    }
  }

  /** Turns an error of the file system into a failure. */
  public static <T> Outcome<T> failure(IOException error, String shown) {
    if (error instanceof NoSuchFileException) {
      return Outcome.failed(FailureKind.NOT_FOUND, shown + " does not exist");
    }
    if (error instanceof AccessDeniedException) {
      return Outcome.failed(FailureKind.DENIED, "no permission to read " + shown);
    }
    if (error instanceof FileSystemLoopException) {
      return Outcome.failed(FailureKind.WRONG_TYPE, shown + " is a loop of links");
    }
    if (error instanceof NotDirectoryException) {
      return Outcome.failed(FailureKind.WRONG_TYPE, shown + " is not a directory");
    }
    String reason =
        error instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : String.valueOf(error.getMessage());
    if (reason.contains("Not a directory") || reason.contains("No such process")) {
      return Outcome.failed(FailureKind.NOT_FOUND, shown + " does not exist");
    }
    if (reason.contains("Permission denied") || reason.contains("not permitted")) {
      return Outcome.failed(FailureKind.DENIED, "no permission to read " + shown);
    }
    if (reason.contains("symbolic links")) {
      return Outcome.failed(FailureKind.WRONG_TYPE, shown + " is a loop of links");
    }
    return Outcome.failed(FailureKind.IO_ERROR, "reading " + shown + " failed: " + reason);
  }

  /** Why there is no file to open. */
  private static <T> Outcome<T> notRegular(Path path, String shown) throws IOException {
    boolean isDirectory = Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
    String what = isDirectory ? " is a directory, not a file" : " is not a regular file";
    return Outcome.failed(FailureKind.WRONG_TYPE, shown + what);
  }

  private static <T> Outcome<T> tooLarge(String shown, int limit) {
    return Outcome.failed(FailureKind.TOO_LARGE, shown + " is larger than " + limit + " bytes");
  }
}
