package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnpackingTest {
  private static final String ID = "hipv4-amdgcn-amd-amdhsa--gfx942:sramecc+:xnack-";

  @Test
  void readsBundlesOfEachVersionThatArePackedWithZstandard() throws IOException {
    for (int version = 1; version <= 3; version++) {
      ReadResult<GpuCode> read = GpuCode.read(ByteSource.of(packed(version)), Unpacking.ALL);
      assertEquals(List.of(), read.defects(), "version " + version);
      GpuImage image = read.content().orElseThrow().modules().get(0).images().get(0);
      assertEquals("gfx942:sramecc+:xnack-", image.label());
      assertEquals(GpuImage.Compression.ZSTD, image.compression());
    }
  }

  @Test
  void reportsBundlesWhosePackedBytesAreDamaged() throws IOException {
    byte[] damaged = packed(2);
    damaged[24] ^= 1;
    ReadResult<GpuCode> read = GpuCode.read(ByteSource.of(damaged), Unpacking.ALL);
    assertEquals("bundle-content", read.defects().get(0).code());
  }

  /** A bundle of one code object, in a frame with one block that is stored as it is. */
  private static byte[] packed(int version) {
    int table = 32 + 24 + ID.length();
    ByteBuffer bundle = ByteBuffer.allocate(table + 16).order(ByteOrder.LITTLE_ENDIAN);
    bundle.put("__CLANG_OFFLOAD_BUNDLE__".getBytes(StandardCharsets.US_ASCII)).putLong(1);
    bundle.putLong(table).putLong(16).putLong(ID.length());
    bundle.put(ID.getBytes(StandardCharsets.US_ASCII)).put(new byte[] {0x7f, 'E', 'L', 'F'});
    int size = bundle.capacity();
    byte[] content = new byte[size];
    bundle.get(0, content);
    int header = version == 1 ? 20 : version == 2 ? 24 : 32;
    int whole = header + 9 + size;
    ByteBuffer out = ByteBuffer.allocate(header + 9).order(ByteOrder.LITTLE_ENDIAN);
    out.put("CCOB".getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) version).putShort((short) 1);
    switch (version) {
      case 1 -> out.putInt(size);
      case 2 -> out.putInt(whole).putInt(size);
      default -> out.putLong(whole).putLong(size);
    }
    out.putLong(7).putInt(0xfd2fb528).put((byte) 0).put((byte) 0);
    int block = (size << 3) | 1;
    out.put((byte) block).put((byte) (block >> 8)).put((byte) (block >> 16));
    byte[] start = new byte[out.capacity()];
    out.get(0, start);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(start);
    file.writeBytes(content);
    return file.toByteArray();
  }
}
