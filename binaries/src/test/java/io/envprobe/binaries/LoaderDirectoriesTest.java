package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoaderDirectoriesTest {
  @Test
  void findsTheRunOfDirectoriesInGlibcsLoader() throws IOException {
    byte[] file =
        file(
            "/tmp/\0",
            "no\0/lib/aarch64-linux-gnu/\0/usr/lib/aarch64-linux-gnu/\0/lib/\0/usr/lib/\0end\0");
    assertEquals(
        List.of("/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib", "/usr/lib"),
        LoaderDirectories.ofGlibc(ByteSource.of(file), elf(file)));
  }

  @Test
  void findsTheOnlyDirectoryOfALoaderInAStoreOfItsOwn() throws IOException {
    byte[] file = file("x\0/proc/\0", "y\0/nix/store/abc-glibc-2.40/lib/\0z\0");
    assertEquals(
        List.of("/nix/store/abc-glibc-2.40/lib"),
        LoaderDirectories.ofGlibc(ByteSource.of(file), elf(file)));
  }

  @Test
  void findsTheDefaultPathOfMusl() throws IOException {
    byte[] file = file("/etc/ld-musl\0/lib:/usr/local/lib:/usr/lib\0");
    assertEquals(
        List.of("/lib", "/usr/local/lib", "/usr/lib"),
        LoaderDirectories.ofMusl(ByteSource.of(file), elf(file)));
    assertEquals(List.of(), LoaderDirectories.ofGlibc(ByteSource.of(file), elf(file)));
  }

  private static byte[] file(String... constants) {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    for (String constant : constants) {
      elf.place(Samples.ascii(constant));
    }
    return elf.file();
  }

  private static ElfFile elf(byte[] file) throws IOException {
    return ElfFile.read(ByteSource.of(file)).content().orElseThrow();
  }
}
