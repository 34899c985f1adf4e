package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of libraries in the shared cache of macOS. */
class DyldCacheTest {
  @Test
  void theListIsReadWhereOldAndNewCachesHaveIt() throws IOException {
    for (boolean moved : new boolean[] {false, true}) {
      DyldCache cache =
          DyldCache.read(ByteSource.of(Samples.dyldCache(moved))).content().orElseThrow();
      assertEquals("arm64e", cache.architecture());
      assertEquals(Set.of("/usr/lib/libSystem.B.dylib", "/usr/lib/libz.1.dylib"), cache.paths());
    }
  }

  @Test
  void aListThatGoesBeyondTheFileIsADefect() throws IOException {
    byte[] damaged = Samples.dyldCache(false);
    damaged[0x1e] = 1;
    ReadResult<DyldCache> read = DyldCache.read(ByteSource.of(damaged));
    assertEquals("images-out-of-file", read.defects().get(0).code());
  }

  @Test
  void anythingElseIsRejected() throws IOException {
    assertInstanceOf(
        ReadResult.Rejected.class, DyldCache.read(ByteSource.of(Samples.ascii("dyld_v0"))));
  }
}
