package io.envprobe.conformance.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.artifact.Unpacking;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The code for graphics processors in the fixtures, against what their build commands say. */
class GpuCodeTest {
  private static final String FOLDER = "gpu/fixtures/";
  private static final int FATBIN = 0xba55ed50;

  @Test
  void findsTheImagesOfEveryFile() throws IOException {
    List<String> differences = new ArrayList<>();
    int files = 0;
    for (JsonElement each :
        Conformance.json(FOLDER + "manifest.json").getAsJsonObject().getAsJsonArray("fixtures")) {
      differences.addAll(compare(each.getAsJsonObject()));
      files++;
    }
    assertTrue(files > 0, "no fixtures");
    assertEquals(
        List.of(), differences.subList(0, Math.min(20, differences.size())), differences::toString);
  }

  @Test
  void reportsDamageToEachFieldOfAContainer() throws IOException {
    List<String> silent = new ArrayList<>();
    int containers = 0;
    for (String name : files()) {
      byte[] sound = content(name);
      ByteBuffer numbers = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
      List<Long> places = new ArrayList<>();
      read(sound)
          .content()
          .ifPresent(code -> code.modules().forEach(each -> places.add(each.offset())));
      for (long place : places) {
        int at = (int) place;
        if (numbers.getInt(at) == FATBIN) {
          containers++;
          int entry = at + 16;
          for (int field :
              new int[] {at, at + 4, at + 6, at + 12, entry + 2, entry + 4, entry + 12}) {
            byte[] damaged = sound.clone();
            damaged[field] ^= 0x7f;
            damaged[field + 1] ^= 0x7f;
            if (read(damaged).defects().isEmpty()) {
              silent.add(name + " at " + field);
            }
          }
        }
      }
    }
    assertTrue(containers > 5, "only " + containers + " containers");
    assertEquals(List.of(), silent);
  }

  @Test
  void reportsFilesThatAreCutWithinAContainer() throws IOException {
    Random random = new Random(20260101);
    List<String> silent = new ArrayList<>();
    for (String name : files()) {
      byte[] sound = content(name);
      for (GpuModule module : read(sound).content().map(GpuCode::modules).orElse(List.of())) {
        int start = (int) module.offset();
        int length = start + 20 + random.nextInt(200);
        boolean whole = module.section().startsWith("(cubin") || name.endsWith(".ptx");
        if (!whole
            && length < sound.length
            && read(Arrays.copyOf(sound, length)).defects().isEmpty()) {
          silent.add(name + " cut to " + length);
        }
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  void readsTheContainersBehindADamagedOne() throws IOException {
    byte[] damaged = content("libtwo-units.so");
    List<GpuModule> modules = read(damaged).content().orElseThrow().modules();
    damaged[(int) modules.get(0).offset() + 12] = 0x7f;
    List<GpuModule> left = read(damaged).content().orElseThrow().modules();
    assertTrue(left.contains(modules.get(1)), left::toString);
  }

  private static List<String> files() {
    List<String> names = new ArrayList<>();
    Conformance.json(FOLDER + "manifest.json")
        .getAsJsonObject()
        .getAsJsonArray("fixtures")
        .forEach(each -> names.add(each.getAsJsonObject().get("file").getAsString()));
    return names;
  }

  private static byte[] content(String name) throws IOException {
    return Files.readAllBytes(Conformance.file(FOLDER + name));
  }

  private static ReadResult<GpuCode> read(byte[] content) throws IOException {
    return GpuCode.read(ByteSource.of(content), Unpacking.ALL);
  }

  private static List<String> compare(JsonObject fixture) throws IOException {
    String name = fixture.get("file").getAsString();
    byte[] content = Files.readAllBytes(Conformance.file(FOLDER + name));
    ByteSource source = ByteSource.of(content);
    ReadResult<GpuCode> read = GpuCode.read(source, Unpacking.ALL);
    List<String> differences = new ArrayList<>();
    String form =
        read.content().map(code -> code.form().name().toLowerCase(Locale.ROOT)).orElse("other");
    String expectedForm = fixture.get("format").getAsString();
    if (!form.equals(expectedForm) && !(expectedForm.equals("empty") && form.equals("other"))) {
      differences.add(name + ": is " + form + ", not " + expectedForm);
    }
    // A file of no form that has such code is not damaged for that.
    boolean damaged = read.content().isPresent() && !read.defects().isEmpty();
    if (damaged != fixture.get("damaged").getAsBoolean()) {
      differences.add(name + ": defects " + read.defects());
    }
    List<Map<String, String>> actual = new ArrayList<>();
    List<Map<String, String>> fragments = new ArrayList<>();
    for (GpuModule module : read.content().map(GpuCode::modules).orElse(List.of())) {
      for (GpuImage image : module.images()) {
        (module.sound() ? actual : fragments).add(facts(source, module, image));
      }
    }
    for (JsonElement element : fixture.getAsJsonArray("expected")) {
      Map<String, String> expected = new TreeMap<>();
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> expected.put(entry.getKey(), entry.getValue().getAsString()));
      if (!take(actual, expected) && !take(fragments, expected)) {
        differences.add(name + ": lacks " + expected + " among " + actual);
      }
    }
    // What a damaged container still shows may be more than the manifest lists.
    actual.forEach(left -> differences.add(name + ": has " + left + " besides"));
    return differences;
  }

  /** Takes away the one that has all that is expected; whether there is one. */
  private static boolean take(List<Map<String, String>> actual, Map<String, String> expected) {
    for (int i = 0; i < actual.size(); i++) {
      if (actual.get(i).entrySet().containsAll(expected.entrySet())) {
        actual.remove(i);
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> facts(ByteSource source, GpuModule module, GpuImage image)
      throws IOException {
    Map<String, String> facts = new TreeMap<>();
    facts.put("section", module.section().substring(module.section().lastIndexOf(':') + 1));
    facts.put("compression", image.compression().name().toLowerCase(Locale.ROOT));
    if (image instanceof NvidiaImage nvidia) {
      facts.put("kind", kind(nvidia));
      facts.put("sm", Integer.toString(nvidia.target().number()));
      facts.put("suffix", nvidia.target().reach().suffix());
      nvidia.version().ifPresent(version -> facts.put("version", version));
    } else if (image instanceof AmdImage amd) {
      facts.put("kind", module.section().endsWith("(hsaco)") ? "amdgpu" : "bundle");
      facts.put("target", amd.id());
    }
    Optional<ElfHeader> header = ElfFile.readHeaders(source).content().map(ElfFile::header);
    if (header.isPresent()) {
      facts.put("osabi", "0x" + Integer.toHexString(header.get().osAbi()));
      facts.put("abi", Integer.toString(header.get().abiVersion()));
      facts.put("e_flags", "0x" + Long.toHexString(header.get().flags()));
      facts.put("mach", "0x" + Long.toHexString(header.get().flags() & 0xff));
    }
    return facts;
  }

  private static String kind(NvidiaImage image) {
    return switch (image.kind()) {
      case PTX -> "ptx";
      case CUBIN -> "elf";
      case LTO_IR -> "ltoir";
      case OTHER -> image.kindNumber() == 0x10 ? "elf_alt" : "kind" + image.kindNumber();
    };
  }
}
