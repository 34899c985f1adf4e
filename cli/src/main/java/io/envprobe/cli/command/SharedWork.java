package io.envprobe.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same work for each of many things, which a few threads share. */
abstract class SharedWork {
  private static final int THREADS = 4;

  private final int count;
  private int next;
  private int failedAt = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  /** Work for that many things. */
  SharedWork(int count) {
    this.count = count;
  }

  /** The work for one of them, from 0, on any thread. */
  abstract void work(int index);

  /**
   * Does all of it on this thread and perhaps on others. Where some of it fails, the rest is done
   * all the same, and the failure of the first of the things is thrown.
   */
  final void run() {
    int threads = Math.min(Math.min(THREADS, Runtime.getRuntime().availableProcessors()), count);
    List<Thread> others = new ArrayList<>();
    while (others.size() + 1 < threads && add(others)) {}
    share();
    for (Thread other : others) {
      join(other);
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private boolean add(List<Thread> others) {
    Thread other =
        new Thread("envprobe-words") {
          @Override
          public void run() {
            share();
          }
        };
    try {
      other.start();
      return others.add(other);
    } catch (OutOfMemoryError e) { // This process may have no more threads.
      return false;
    }
  }

  private void share() {
    for (int index = take(); index < count; index = take()) {
      try {
        work(index);
      } catch (RuntimeException | Error e) {
        failed(index, e);
      }
    }
  }

  private synchronized int take() {
    return next < count ? next++ : count;
  }

  private synchronized void failed(int index, Throwable thrown) {
    if (index < failedAt) {
      failedAt = index;
      failure = thrown;
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
