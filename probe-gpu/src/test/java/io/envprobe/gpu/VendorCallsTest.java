package io.envprobe.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VendorCallsTest {
  @Test
  void asksForTheDriversVersionBeforeDevicesAreInitialised() {
    List<String> calls = VendorCalls.CUDA.calls();
    assertTrue(calls.get(0).startsWith("cuDriverGetVersion("), calls.toString());
    assertTrue(calls.get(1).startsWith("cuInit("), calls.toString());
  }

  @Test
  void neverAsksForWhatNamesOneMachine() {
    for (VendorCalls vendor : VendorCalls.values()) {
      assertFalse(vendor.calls().isEmpty(), vendor.id());
      for (String call : vendor.calls()) {
        assertFalse(
            call.contains("uuid") || call.contains("Uuid") || call.contains("Serial"), call);
      }
    }
  }

  @Test
  void takesAwayWhatNarrowsTheViewOnlyForTheHost() {
    Request.Conversation host = VendorCalls.CUDA.asTheHost("/lib/libcuda.so.1", 7);
    assertTrue(host.environment().contains("CUDA_VISIBLE_DEVICES"), host.toString());
    assertEquals(List.of(), VendorCalls.CUDA.asThisProcess("/lib/libcuda.so.1", 7).environment());
  }
}
