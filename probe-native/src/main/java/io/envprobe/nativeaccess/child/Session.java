package io.envprobe.nativeaccess.child;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The child's own session and process group, so that everything that a library starts ends with it:
 * at the end, at the time limit, and when the parent is gone.
 */
final class Session {
  private static final int KILL = 9;

  /** {@code PR_SET_CHILD_SUBREAPER} of {@code <linux/prctl.h>}. */
  private static final int ADOPT_ORPHANS = 36;

  private static final int LIMIT_FILE_SIZE = 1;
  private static final int LIMIT_CORE = 4;
  private static final long FILE_SIZE = 1 << 20;
  private static final long LOOK_MILLISECONDS = 100;

  private final boolean isPosix = System.getProperty("os.name", "").indexOf("Windows") < 0;
  private final Path directory;
  private final long parent;
  private final long limitNanos;
  private final long start = System.nanoTime();

  Session(Path directory, long parent, long milliseconds) {
    this.directory = directory;
    this.parent = parent;
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }

  /** Becomes the leader of a session of its own, and starts to watch the clock and the parent. */
  void begin() {
    if (isPosix) {
      NativeLibrary process = NativeLibrary.getProcess();
      process.getFunction("setsid").invokeInt(new Object[0]);
      if (System.getProperty("os.name", "").equals("Linux")) {
        // What a library starts as a daemon stays a descendant.
        process.getFunction("prctl").invokeInt(new Object[] {ADOPT_ORPHANS, 1L, 0L, 0L, 0L});
        // A library that floods its output fills no disk, and a crash leaves no memory image.
        limit(process, LIMIT_FILE_SIZE, FILE_SIZE);
        limit(process, LIMIT_CORE, 0);
      }
    }
    Thread watch = new Thread(this::watch, "watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void limit(NativeLibrary process, int resource, long value) {
    int word = NativeLong.SIZE;
    Memory limits = new Memory(2L * word);
    limits.setNativeLong(0, new NativeLong(value));
    limits.setNativeLong(word, new NativeLong(value));
    process.getFunction("setrlimit").invokeInt(new Object[] {resource, limits});
  }

  private void watch() {
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!never.await(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        boolean isOrphan =
            ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) != parent;
        if (isOrphan) {
          delete(directory);
        }
        if (isOrphan || System.nanoTime() - start > limitNanos) {
          end();
        }
      }
    } catch (InterruptedException e) {
      end();
    }
  }

  /** Ends this process and all that the library started, without its handlers at exit. */
  void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    if (isPosix) {
      NativeLibrary.getProcess().getFunction("kill").invokeInt(new Object[] {0, KILL});
    }
    Runtime.getRuntime().halt(0);
  }

  /** The parent removes the directory; where it is gone, the child does. */
  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Nobody is left to tell.
      return;
    }
  }
}
