package io.envprobe.binaries;

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

/** A small tree of files, and a loader that is asked what it makes of it. */
final class LoaderTree {
  static final LoaderSettings.Build GLIBC = glibc(39);
  static final LoaderSettings.Build MUSL = LoaderSettings.Build.musl("/lib/ld-musl-x86_64.so.1");

  /** A release of glibc with the directories of Fedora. */
  static LoaderSettings.Build glibc(int release) {
    return new LoaderSettings.Build(
        LoaderSettings.Family.GLIBC,
        release,
        List.of("/lib64/", "/usr/lib64/"),
        "lib64",
        0x303,
        "");
  }

  final Map<String, byte[]> tree = new HashMap<>();
  final Map<String, String> links = new HashMap<>();
  LoaderSettings.Build build = GLIBC;
  LoaderSettings.Processor processor = LoaderSettings.Processor.PLAIN;
  LoaderSettings.Files machine = LoaderSettings.Files.NONE;
  final Map<String, String> variables = new HashMap<>();
  boolean tracing = true;

  private final LoaderFiles files =
      new LoaderFiles() {
        @Override
        public Opened open(String path) {
          String real = normalized(path);
          for (int i = 0; links.containsKey(real); i++) {
            if (i == 40) {
              return new Failed(Failure.LOOP);
            }
            real = links.get(real);
          }
          byte[] content = tree.get(real);
          if (content == null) {
            return isDirectory(real + "/") ? new NoFile() : new Failed(Failure.NOT_FOUND);
          }
          try {
            return new Content(real, content.length, ElfFile.read(ByteSource.of(content)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public boolean isDirectory(String path) {
          String start = normalized(path) + "/";
          return tree.keySet().stream().anyMatch(name -> name.startsWith(start))
              || links.keySet().stream().anyMatch(name -> name.startsWith(start));
        }
      };

  private static String normalized(String path) {
    return java.nio.file.Path.of("/", path).normalize().toString();
  }

  static ElfAssembler elf() {
    return new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).entry(Tag.FLAGS, 0);
  }

  LoaderTree file(String path, ElfAssembler content) {
    tree.put(path, content.file());
    return this;
  }

  LoaderTree library(String path, String... needed) {
    ElfAssembler content = elf().named(Tag.SONAME, path.substring(path.lastIndexOf('/') + 1));
    for (String name : needed) {
      content.named(Tag.NEEDED, name);
    }
    return file(path, content);
  }

  /** Starts a program. */
  Resolution resolve(String program) {
    String origin = program.substring(0, program.lastIndexOf('/'));
    return Loader.resolve(settings(), files, program, origin, content(program));
  }

  /** Opens a library by its path or name, in a program that is built like another file. */
  Resolution open(String name, String like) {
    return Loader.open(settings(), files, name, content(like));
  }

  private LoaderSettings settings() {
    return new LoaderSettings(
        build, processor, machine, new LoaderSettings.Start(variables, "/", false, tracing));
  }

  private ElfFile content(String path) {
    try {
      return ElfFile.read(ByteSource.of(tree.getOrDefault(path, new byte[0])))
          .content()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> paths(Resolution resolution) {
    return resolution.objects().stream()
        .map(object -> object.path().orElse(object.name() + " is missing"))
        .toList();
  }

  static ElfAssembler program(long pathTag, String path, String... needed) {
    ElfAssembler content = elf();
    if (!path.isEmpty()) {
      content.named(pathTag, path);
    }
    for (String name : needed) {
      content.named(Tag.NEEDED, name);
    }
    return content;
  }

  private static byte[] definitions(ElfAssembler elf, String... names) {
    java.nio.ByteBuffer all = java.nio.ByteBuffer.allocate(64 * names.length);
    for (int i = 0; i < names.length; i++) {
      long next = i == names.length - 1 ? 0 : 28;
      all.put(
          elf.numbers(
              2,
              1,
              2,
              0,
              2,
              i + 2,
              2,
              1,
              4,
              ElfHash.sysv(names[i]),
              4,
              20,
              4,
              next,
              4,
              elf.string(names[i]),
              4,
              0));
    }
    return java.util.Arrays.copyOf(all.array(), all.position());
  }

  static ElfAssembler needing(ElfAssembler elf, String file, String version, int flags) {
    byte[] needs =
        elf.numbers(
            2,
            1,
            2,
            1,
            4,
            elf.string(file),
            4,
            16,
            4,
            0,
            4,
            ElfHash.sysv(version),
            2,
            flags,
            2,
            2,
            4,
            elf.string(version),
            4,
            0);
    return elf.table(Tag.VERNEED, needs).entry(Tag.VERNEEDNUM, 1);
  }

  static ElfAssembler defining(ElfAssembler elf, String... versions) {
    return elf.table(Tag.VERDEF, definitions(elf, versions)).entry(Tag.VERDEFNUM, versions.length);
  }
}
