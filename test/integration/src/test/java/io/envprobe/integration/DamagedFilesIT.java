package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import io.envprobe.probe.Profiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * Each file that the probes read, in turn, is not what it should be; no probe breaks, and none
 * hangs.
 */
final class DamagedFilesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> INVENTORIES = Set.of("libs", "python.interpreters");

  private static String path(Request<?> request) {
    if (request instanceof Request.Content content) {
      return content.path();
    }
    if (request instanceof Request.Range range) {
      return range.path();
    }
    if (request instanceof Request.Status status) {
      return status.path();
    }
    return request instanceof Request.Listing listing ? listing.path() : "";
  }

  private enum Damage {
    UNREADABLE,
    EMPTY,
    BINARY,
    HUGE,
    LOOP,
    GONE;

    @SuppressWarnings("unchecked") // Each branch gives what its request asks for.
    <T> Outcome<T> of(Request<T> request) {
      boolean content = request instanceof Request.Content;
      boolean range = request instanceof Request.Range;
      boolean status = request instanceof Request.Status;
      return switch (this) {
        case UNREADABLE ->
            Outcome.failed(FailureKind.DENIED, "no permission to read " + path(request));
        case LOOP -> Outcome.failed(FailureKind.WRONG_TYPE, path(request) + " is a loop of links");
        case GONE -> Outcome.failed(FailureKind.NOT_FOUND, path(request) + " does not exist");
        case HUGE ->
            content
                ? Outcome.failed(FailureKind.TOO_LARGE, path(request) + " is larger than its limit")
                : range
                    ? (Outcome<T>) Outcome.of(new byte[((Request.Range) request).length()])
                    : status
                        ? (Outcome<T>)
                            Outcome.of(new FileStatus(FileStatus.Type.FILE, 1L << 30, true))
                        : Outcome.failed(
                            FailureKind.TOO_LARGE, path(request) + " has too many entries");
        case EMPTY ->
            content || range
                ? (Outcome<T>) Outcome.of(new byte[0])
                : status
                    ? (Outcome<T>) Outcome.of(new FileStatus(FileStatus.Type.FILE, 0, true))
                    : (Outcome<T>) Outcome.of(List.<String>of());
        case BINARY -> {
          byte[] noise = new byte[range ? ((Request.Range) request).length() : 4096];
          new Random(path(request).hashCode()).nextBytes(noise);
          yield content || range
              ? (Outcome<T>) Outcome.of(noise)
              : status
                  ? (Outcome<T>) Outcome.of(new FileStatus(FileStatus.Type.FILE, 4096, true))
                  : (Outcome<T>)
                      Outcome.of(List.of(new String(noise, 0, 20, StandardCharsets.ISO_8859_1)));
        }
      };
    }
  }

  private record DamagedHost(Host host, String path, Damage damage) implements Host {
    @Override
    public <T> Outcome<T> answer(Request<T> request) {
      return DamagedFilesIT.path(request).equals(path) ? damage.of(request) : host.answer(request);
    }
  }

  /**
   * Everything but the inventories: they read thousands of files, each in one of the few ways in
   * which the others read.
   */
  private static Profiler profiler() {
    List<Probe> probes = new ArrayList<>();
    for (ProbeProvider provider : ServiceLoader.load(ProbeProvider.class)) {
      for (Probe probe : provider.probes()) {
        if (!INVENTORIES.contains(probe.id())) {
          probes.add(probe);
        }
      }
    }
    return new Profiler(probes);
  }

  private static Set<String> pathsRead(Host host) {
    Set<String> paths = ConcurrentHashMap.newKeySet();
    Host listening =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            Outcome<T> outcome = host.answer(request);
            if (!outcome.isNotFound()) {
              paths.add(path(request));
            }
            return outcome;
          }
        };
    Profiler profiler = profiler();
    profiler.profile(listening, profiler.provides(), Profile.EMPTY, LIMIT);
    paths.remove("");
    return new TreeSet<>(paths);
  }

  @Test
  void noDamageOfAnyFileBreaksAProbe() {
    Host live = new LiveHost(Set.of());
    Set<String> paths = pathsRead(live);
    assertTrue(paths.size() > 10, paths.toString());
    Profiler profiler = profiler();
    List<String> broken = new ArrayList<>();
    for (String path : paths) {
      for (Damage damage : Damage.values()) {
        Profile profile =
            profiler.profile(
                new DamagedHost(live, path, damage), profiler.provides(), Profile.EMPTY, LIMIT);
        for (Finding finding : profile.findings()) {
          if (finding.rule().startsWith("probe.")) {
            broken.add(path + " " + damage + ": " + finding.message());
          }
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
