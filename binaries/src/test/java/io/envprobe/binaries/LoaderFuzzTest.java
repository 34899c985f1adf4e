package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.loader.Loader;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged programs and libraries come to an end, with a result. */
class LoaderFuzzTest {
  private static final LoaderSettings.Start START =
      new LoaderSettings.Start(
          Map.of("LD_LIBRARY_PATH", "/e:$ORIGIN;", "LD_PRELOAD", "libp.so /p"), "/", false, true);
  private final Map<String, byte[]> tree = new HashMap<>();
  private int opened;

  private final LoaderFiles files =
      new LoaderFiles() {
        @Override
        public Opened open(String path) {
          opened++;
          byte[] content = tree.get(path);
          if (content == null) {
            return new Failed(Failure.NOT_FOUND);
          }
          try {
            return new Content(path, content.length, ElfFile.read(ByteSource.of(content)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public boolean isDirectory(String path) {
          return path.startsWith("/l");
        }
      };

  private static byte[] file(String soname, String path, String... needed) {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).named(Tag.SONAME, soname);
    elf.named(Tag.RUNPATH, path).named(Tag.RPATH, "/l:$LIB").named(Tag.AUXILIARY, "libx.so");
    for (String name : needed) {
      elf.named(Tag.NEEDED, name);
    }
    return elf.entry(Tag.FLAGS, 0).file();
  }

  @Test
  void everyDamagedTreeEnds() throws IOException {
    int inputs = Integer.getInteger("envprobe.fuzz", 5_000);
    Random random = new Random(77);
    List<LoaderSettings.Build> builds =
        List.of(
            new LoaderSettings.Build(
                LoaderSettings.Family.GLIBC, 36, List.of("/lib/"), "lib", 0x303, "/lib/ld.so"),
            LoaderSettings.Build.musl("/lib/ld-musl-x86_64.so.1"));
    int found = 0;
    for (int i = 0; i < inputs; i++) {
      tree.put("/exe", file("exe", "$ORIGIN/l", "liba.so", "libb.so", "$ORIGIN/libc.so"));
      tree.put("/l/liba.so", file("liba.so", "/l:/m", "libb.so", "liba.so"));
      tree.put("/lib/libb.so", file("libb.so", "${ORIGIN}", "liba.so"));
      for (byte[] content : tree.values()) {
        for (int flips = random.nextInt(6); flips > 0; flips--) {
          content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
      }
      ElfFile program =
          ElfFile.read(ByteSource.of(tree.getOrDefault("/exe", new byte[0])))
              .content()
              .orElse(null);
      if (program == null) {
        continue;
      }
      opened = 0;
      LoaderSettings settings =
          new LoaderSettings(
              builds.get(i % 2), LoaderSettings.Processor.PLAIN, LoaderSettings.Files.NONE, START);
      Resolution resolution = Loader.resolve(settings, files, "/exe", "/", program);
      found += resolution.objects().size();
      assertTrue(opened < 100_000, "input " + i + " opened " + opened + " files");
    }
    assertTrue(found > inputs / 2, "only " + found + " objects found");
  }
}
