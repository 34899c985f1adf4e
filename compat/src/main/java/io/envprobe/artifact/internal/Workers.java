package io.envprobe.artifact.internal;

import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Looks into files on several threads; the answers are in the order of the questions. */
final class Workers {
  private static final int MOST_THREADS = 4;
  private static final long LEAST_MEMORY = 4L << 20;
  private static final long MOST_MEMORY = 96L << 20;

  private final ArtifactScanner settings;
  private final LongAdder inflated = new LongAdder();
  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  private final int threads;
  private final int memory;
  private long done;
  private long total;

  Workers(ArtifactScanner settings, Collector collector) {
    this.settings = settings;
    this.threads =
        Math.max(
            1,
            Math.min(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                collector.jobs().size()));
    this.memory =
        (int)
            Math.max(
                LEAST_MEMORY,
                Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / (8L * threads)));
  }

  long bytesInflated() {
    return inflated.sum();
  }

  /** What went wrong with files; in the order of their paths. */
  List<Finding> findings() {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::subject).thenComparing(Finding::rule));
    return sorted;
  }

  List<List<Inspected>> inspect(List<Job> jobs) {
    total = jobs.stream().mapToLong(Job::cost).sum();
    if (threads == 1) {
      return jobs.stream().map(this::inspect).toList();
    }
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "scan");
              thread.setDaemon(true);
              return thread;
            });
    try {
      // The most costly first, so that no thread is left with it at the end.
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparingLong((Integer i) -> -jobs.get(i).cost()));
      List<Optional<Future<List<Inspected>>>> futures =
          new ArrayList<>(Collections.nCopies(jobs.size(), Optional.empty()));
      for (int i : order) {
        futures.set(i, Optional.of(executor.submit(() -> inspect(jobs.get(i)))));
      }
      List<List<Inspected>> results = new ArrayList<>();
      for (Optional<Future<List<Inspected>>> future : futures) {
        results.add(future.orElseThrow().get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Inspected> inspect(Job job) {
    List<Inspected> inspected = List.of();
    AtomicLong told = new AtomicLong();
    try {
      ReadResult<ByteSource> opened = job.opening().open(memory);
      if (opened.content().isPresent()) {
        inspected = inspect(job, opened.content().get(), told);
      } else {
        opened
            .defects()
            .forEach(
                defect ->
                    report(job, "archive." + defect.code(), "cannot be read: " + defect.code()));
      }
    } catch (IOException e) {
      report(job, "file.unreadable", "cannot be read: " + e.getMessage());
    }
    advanced(job, job.cost() - told.get());
    return inspected;
  }

  private synchronized void advanced(Job job, long bytes) {
    done += bytes;
    settings.progress().advanced(done, total, job.file().path());
  }

  private List<Inspected> inspect(Job job, ByteSource source, AtomicLong told) throws IOException {
    if (source instanceof InflatedSource member) {
      member.watch(
          bytes -> {
            told.addAndGet(bytes);
            advanced(job, bytes);
          });
      try (member) {
        List<Inspected> result = read(job, member);
        if (member.damaged()) {
          report(job, "archive.damaged-member", "ends early or is no deflated data");
        }
        return result;
      } finally {
        inflated.add(member.inflated());
      }
    }
    return read(job, source);
  }

  private List<Inspected> read(Job job, ByteSource source) throws IOException {
    List<Inspected> result = Inspected.of(job.magic(), job.file(), source, settings.whole());
    if (result.isEmpty() && job.magic() != Magic.PE) {
      report(job, "file.rejected", "starts like a native file but is none");
    }
    return result;
  }

  private void report(Job job, String rule, String message) {
    findings.add(Findings.of(rule, Severity.WARNING, job.file().path(), message, ""));
  }
}
