package io.envprobe.conformance.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.Truth;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stands here because only a module without a descriptor may ask the Java machine. */
class MarkerAllocationTest {

  @Test
  void evaluationAllocatesNothing() {
    CompiledMarker marker =
        CompiledMarker.parse(
            "python_full_version >= '3.8' and (os_name == 'posix' or gpu_count > '1') and"
                + " cuda_version >= '12.4' and 'avx2' in cpu_features and '3.8' <= python_version");
    MarkerEnvironment environment =
        MarkerEnvironment.of(
            Map.of(
                "python_full_version", "3.12.3",
                "python_version", "3.12",
                "os_name", "posix",
                "gpu_count", 2,
                "cuda_version", "12.8",
                "cpu_features", List.of("avx", "avx2")));
    for (int i = 0; i < 20_000; i++) {
      assertEquals(Truth.TRUE, marker.evaluate(environment));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    int trues = 0;
    for (int i = 0; i < 10_000; i++) {
      trues += marker.evaluate(environment) == Truth.TRUE ? 1 : 0;
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertEquals(10_000, trues);
    assertTrue(allocated < 10_000, allocated + " bytes in 10000 evaluations");
  }
}
