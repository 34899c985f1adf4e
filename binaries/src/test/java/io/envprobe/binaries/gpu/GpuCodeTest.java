package io.envprobe.binaries.gpu;

import static io.envprobe.binaries.gpu.GpuSamples.CUBIN;
import static io.envprobe.binaries.gpu.GpuSamples.EXACT;
import static io.envprobe.binaries.gpu.GpuSamples.FAMILY;
import static io.envprobe.binaries.gpu.GpuSamples.LZ4;
import static io.envprobe.binaries.gpu.GpuSamples.PTX;
import static io.envprobe.binaries.gpu.GpuSamples.ZSTD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuCodeTest {
  private static final byte[] AMPERE = GpuSamples.entry(CUBIN, 80, 1, 8, 0);
  private static final byte[] HOPPER = GpuSamples.entry(CUBIN, 90, 1, 8, EXACT | LZ4);
  private static final byte[] TEXT = GpuSamples.entry(PTX, 90, 8, 4, ZSTD);
  private static final byte[] FIRST = GpuSamples.container(AMPERE, HOPPER, TEXT);
  private static final byte[] SECOND = GpuSamples.container(AMPERE);

  @Test
  void listsTheImagesOfEachContainer() throws IOException {
    GpuCode code =
        sound(GpuSamples.library(List.of(".nv_fatbin"), GpuSamples.joined(FIRST, SECOND)));
    assertEquals(GpuCode.Form.ELF, code.form());
    assertEquals(
        List.of(
            ".nv_fatbin: sm_80 NONE 1.8, sm_90a LZ4 1.8, compute_90 ZSTD 8.4",
            ".nv_fatbin: sm_80 NONE 1.8"),
        told(code));
  }

  @Test
  void readsTheSuffixOfAFamily() throws IOException {
    byte[] entry = GpuSamples.entry(CUBIN, 103, 1, 8, FAMILY);
    assertEquals(List.of("(bare): sm_103f NONE 1.8"), told(sound(GpuSamples.container(entry))));
  }

  @Test
  void listsImagesThatArePackedAsOne() throws IOException {
    byte[] file = GpuSamples.container(GpuSamples.together(AMPERE, HOPPER), TEXT);
    assertEquals(
        List.of("(bare): sm_80 ZSTD 1.8, sm_90a ZSTD 1.8, compute_90 ZSTD 8.4"), told(sound(file)));
    assertEquals("fatbin-entry-size", firstDefect(file, 16 + 64, 9));
  }

  @Test
  void listsKindsThatItDoesNotKnow() throws IOException {
    GpuCode code =
        sound(
            GpuSamples.container(
                GpuSamples.entry(0x77, 131, 1, 8, 0),
                GpuSamples.entry(GpuSamples.LTO_IR, 90, 1, 8, 0)));
    NvidiaImage unknown = (NvidiaImage) code.modules().get(0).images().get(0);
    assertEquals(NvidiaImage.Kind.OTHER, unknown.kind());
    assertEquals(0x77, unknown.kindNumber());
    assertEquals(List.of("(bare): lto_131 NONE 1.8, lto_90 NONE 1.8"), told(code));
  }

  @Test
  void saysThatObjectsWaitForTheLinker() throws IOException {
    GpuCode code = sound(GpuSamples.library(List.of("__nv_relfatbin"), SECOND));
    assertFalse(code.modules().get(0).linked());
    assertEquals("__nv_relfatbin", code.modules().get(0).section());
  }

  @Test
  void takesNothingForAContainerOutsideOfTheirSections() throws IOException {
    byte[] library = GpuSamples.library(List.of(".rodata", ".nv_fatbin"), FIRST, SECOND);
    assertEquals(List.of(".nv_fatbin: sm_80 NONE 1.8"), told(sound(library)));
  }

  @Test
  void looksIntoSegmentsWhereThereAreNoSectionHeaders() throws IOException {
    byte[] noise = {1, 2, 3, 4, 0x50, (byte) 0xed, 0x55, (byte) 0xba, 9, 9, 9, 9, 0, 0, 0, 0};
    byte[] library = GpuSamples.library(List.of(), noise, SECOND);
    assertEquals(List.of("PT_LOAD: sm_80 NONE 1.8"), told(sound(library)));
  }

  @Test
  void findsTheSameInOnePassAsAtRandom() throws IOException {
    byte[] library = GpuSamples.library(List.of(".rodata", ".nv_fatbin"), FIRST, SECOND);
    ByteSource source = ByteSource.of(library);
    ElfFile headers = ElfFile.readHeaders(source).content().orElseThrow();
    GpuPass pass = GpuPass.over(source, headers, Decompressor.PLATFORM);
    assertEquals(2, pass.modules().size());
    assertEquals(told(sound(library)), told(pass.placed(source, headers).content().orElseThrow()));
  }

  @Test
  void goesOnBehindADamagedContainer() throws IOException {
    byte[] damaged = FIRST.clone();
    damaged[16 + 4] = 8; // The size of the first entry's header.
    byte[] library = GpuSamples.library(List.of(".nv_fatbin"), GpuSamples.joined(damaged, SECOND));
    ReadResult<GpuCode> read = read(library);
    assertTrue(codes(read).contains("fatbin-entry-size"), () -> read.defects().toString());
    List<GpuModule> modules = read.content().orElseThrow().modules();
    assertFalse(modules.get(0).sound());
    assertTrue(modules.get(modules.size() - 1).sound());
    assertEquals("sm_80", modules.get(modules.size() - 1).images().get(0).label());
  }

  @Test
  void reportsEachKindOfDamage() throws IOException {
    byte[] library = GpuSamples.library(List.of(".nv_fatbin"), FIRST);
    int container = 4096;
    int entry = container + 16;
    assertEquals("unknown-content", firstDefect(library, container, 0));
    assertEquals("fatbin-header", firstDefect(library, container + 4, 7));
    assertEquals("fatbin-size", firstDefect(library, container + 12, 1));
    assertEquals("fatbin-entry", firstDefect(library, entry + 2, 5));
    assertEquals("fatbin-entry-size", firstDefect(library, entry + 14, 1));
    assertEquals("fatbin-target", firstDefect(library, entry + 30, 1));
    assertEquals("fatbin-payload", firstDefect(library, entry + 80, 1));
  }

  @Test
  void tellsWhatIsLeftOfATruncatedFile() throws IOException {
    byte[] whole = GpuSamples.container(AMPERE, TEXT);
    ReadResult<GpuCode> read = read(Arrays.copyOf(whole, whole.length - 20));
    assertTrue(codes(read).contains("fatbin-size"), () -> read.defects().toString());
    GpuModule module = read.content().orElseThrow().modules().get(0);
    assertFalse(module.sound());
    assertEquals(List.of("sm_80"), module.images().stream().map(GpuImage::label).toList());
  }

  @Test
  void reportsSectionHeadersThatAreNotThere() throws IOException {
    byte[] library = GpuSamples.library(List.of(".nv_fatbin"), SECOND);
    ReadResult<GpuCode> read = read(Arrays.copyOf(library, 4096 + SECOND.length + 8));
    assertTrue(codes(read).contains("section-headers"), () -> read.defects().toString());
    assertEquals(List.of("PT_LOAD: sm_80 NONE 1.8"), told(read.content().orElseThrow()));
  }

  @Test
  void readsWindowsLibraries() throws IOException {
    GpuCode code = sound(GpuSamples.dll(".nv_fatb", SECOND));
    assertEquals(GpuCode.Form.PE, code.form());
    assertEquals(List.of(".nv_fatbin: sm_80 NONE 1.8"), told(code));
  }

  @Test
  void readsWindowsObjectsInLibraries() throws IOException {
    byte[] object = GpuSamples.windowsObject("__nv_relfatbin", SECOND);
    assertEquals(GpuCode.Form.COFF, sound(object).form());
    GpuCode code = sound(GpuSamples.archive("device.obj", object));
    assertEquals(List.of("device.obj:__nv_relfatbin: sm_80 NONE 1.8"), told(code));
    assertFalse(code.modules().get(0).linked());
  }

  @Test
  void readsArchivesWhoseMembersStartAnywhere() throws IOException {
    byte[] member = GpuSamples.library(List.of("__nv_relfatbin"), SECOND);
    GpuCode code = sound(GpuSamples.archive("axpy.o", member));
    assertEquals(GpuCode.Form.ARCHIVE, code.form());
    assertEquals(List.of("axpy.o:__nv_relfatbin: sm_80 NONE 1.8"), told(code));
  }

  @Test
  void readsMachineCodeByItself() throws IOException {
    assertEquals(
        List.of("(cubin): sm_121 NONE"), told(sound(GpuSamples.object(190, 0x41, 8, 0x7900))));
    assertEquals(
        List.of("(cubin): sm_90a NONE"), told(sound(GpuSamples.object(190, 0x33, 7, 0x85a))));
    assertEquals(
        List.of("(hsaco): gfx90a:xnack+ NONE"), told(sound(GpuSamples.object(224, 64, 2, 0x73f))));
    assertEquals(
        List.of("(hsaco): gfx9-4-generic NONE"),
        told(sound(GpuSamples.object(224, 64, 4, 0x100055f))));
  }

  @Test
  void readsTheNoteThatTellsTheSuffixOfMachineCode() throws IOException {
    byte[] note = "ptxas -arch sm_103f -m 64\0".getBytes(StandardCharsets.US_ASCII);
    byte[] cubin = GpuSamples.library(List.of(".note.nv.tkinfo"), note);
    ByteBuffer numbers = ByteBuffer.wrap(cubin).order(ByteOrder.LITTLE_ENDIAN);
    numbers.put(7, (byte) 0x41).putShort(18, (short) 190).putInt(48, 103 << 8);
    assertEquals(List.of("(cubin): sm_103f NONE"), told(sound(cubin)));
  }

  @Test
  void readsPtxText() throws IOException {
    String text = "//\n// Generated\n//\n.version 8.7\n.target sm_100f, debug\n.address_size 64\n";
    GpuCode code = sound(text.getBytes(StandardCharsets.US_ASCII));
    assertEquals(GpuCode.Form.PTX, code.form());
    assertEquals(List.of("(bare): compute_100f NONE 8.7"), told(code));
  }

  @Test
  void readsBundlesPlainAndCompressed() throws IOException {
    byte[] bundle =
        GpuSamples.bundle("host-x86_64-unknown-linux--", "hipv4-amdgcn-amd-amdhsa--gfx90a:xnack+");
    for (int version = 0; version <= 3; version++) {
      byte[] file = version == 0 ? bundle : GpuSamples.compressed(version, bundle);
      GpuCode code = sound(file);
      String method = version == 0 ? "NONE" : "ZLIB";
      assertEquals(GpuCode.Form.BUNDLE, code.form());
      assertEquals(
          List.of("(bare): host-x86_64-unknown-linux-- " + method + ", gfx90a:xnack+ " + method),
          told(code));
    }
  }

  @Test
  void readsSeveralBundlesOfASection() throws IOException {
    byte[] first = GpuSamples.compressed(2, GpuSamples.bundle("hip-amdgcn-amd-amdhsa-gfx906"));
    byte[] second = GpuSamples.bundle("hipv4-amdgcn-amd-amdhsa--gfx1100");
    GpuCode code =
        sound(
            GpuSamples.library(
                List.of(".hip_fatbin"), GpuSamples.joined(first, new byte[513], second)));
    assertEquals(List.of(".hip_fatbin: gfx906 ZLIB", ".hip_fatbin: gfx1100 NONE"), told(code));
  }

  @Test
  void reportsDamageOfBundles() throws IOException {
    byte[] bundle = GpuSamples.bundle("hipv4-amdgcn-amd-amdhsa--gfx90a");
    assertEquals("bundle-header", firstDefect(bundle, 8, 'X'));
    assertEquals("bundle-count", firstDefect(bundle, 28, 1));
    assertEquals("bundle-entry-size", firstDefect(bundle, 46, 1));
    assertEquals("bundle-entry", firstDefect(bundle, 50, 1));
    byte[] packed = GpuSamples.compressed(2, bundle);
    assertEquals("bundle-header", firstDefect(packed, 4, 9));
    assertEquals("bundle-size", firstDefect(packed, 11, 1));
    assertEquals("bundle-content", firstDefect(packed, 24, 0));
  }

  @Test
  void saysWhatItCannotUnpack() throws IOException {
    byte[] packed = GpuSamples.compressed(2, GpuSamples.bundle("hipv4-amdgcn-amd-amdhsa--gfx90a"));
    packed[6] = 1; // zstd
    assertEquals(List.of("bundle-compression"), codes(read(packed)));
  }

  @Test
  void rejectsWhatHasNoSuchCode() throws IOException {
    assertTrue(read(new byte[0]).content().isEmpty());
    assertTrue(read("plain text".getBytes(StandardCharsets.US_ASCII)).content().isEmpty());
  }

  private static String firstDefect(byte[] sound, int at, int value) throws IOException {
    byte[] damaged = sound.clone();
    damaged[at] = (byte) value;
    List<String> codes = codes(read(damaged));
    return codes.isEmpty() ? "none" : codes.get(0);
  }

  private static ReadResult<GpuCode> read(byte[] file) throws IOException {
    return GpuCode.read(ByteSource.of(file), Decompressor.PLATFORM);
  }

  private static GpuCode sound(byte[] file) throws IOException {
    ReadResult<GpuCode> read = read(file);
    assertEquals(List.of(), read.defects());
    return read.content().orElseThrow();
  }

  private static List<String> codes(ReadResult<GpuCode> read) {
    return read.defects().stream().map(Defect::code).toList();
  }

  private static List<String> told(GpuCode code) {
    List<String> modules = new ArrayList<>();
    for (GpuModule module : code.modules()) {
      List<String> images = new ArrayList<>();
      for (GpuImage image : module.images()) {
        String version =
            image.fold(nvidia -> nvidia.version().map(text -> " " + text).orElse(""), amd -> "");
        images.add(image.label() + " " + image.compression() + version);
      }
      modules.add(module.section() + ": " + String.join(", ", images));
    }
    return modules;
  }
}
