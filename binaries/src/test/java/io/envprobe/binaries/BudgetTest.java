package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that are large, or seem so, cost what is read of them. */
class BudgetTest {
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void readsKilobytesOfAHugeFile() throws IOException {
    byte[] file = Samples.elf(64, ByteOrder.LITTLE_ENDIAN, true);
    CountingSource source = new CountingSource(padded(file, 8 * GIBIBYTE));
    ElfFile elf = ElfFile.read(source).content().orElseThrow();
    assertEquals(Optional.of("libsample.so.1"), elf.soname());
    ElfSymbols.read(source, elf);
    assertTrue(source.count() <= 64 << 10, () -> source.count() + " bytes were read");
  }

  @Test
  void stopsReadingVersionsThatAllHaveOneLongName() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    String name = "x".repeat(20_000);
    int at = elf.string(name);
    long first = elf.place(new byte[0]);
    // Records overlap: the next one starts four bytes on, and reads the same numbers shifted.
    int count = 5000;
    byte[] record = elf.numbers(2, 1, 2, 1, 4, at, 4, 16, 4, 16);
    for (int i = 0; i < count / 2; i++) {
      elf.place(record);
    }
    byte[] file = elf.entry(Tag.VERNEED, first + ElfAssembler.BASE).file();
    CountingSource source = new CountingSource(file);
    ReadResult<ElfFile> read = ElfFile.read(source);
    assertTrue(
        read.defects().stream().anyMatch(defect -> defect.code().equals("strings-overlap")),
        () -> "defects: " + read.defects());
    assertTrue(source.count() < 64L * file.length, () -> source.count() + " bytes were read");
  }

  @Test
  void refusesCountsThatTheFileCannotHold() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    elf.table(Tag.SYMTAB, new byte[48]);
    elf.table(Tag.HASH, elf.numbers(4, 1, 4, 0xffffffffL, 4, 0, 4, 0));
    CountingSource source = new CountingSource(elf.file());
    ElfFile file = ElfFile.read(source).content().orElseThrow();
    ReadResult<ElfSymbols> read = ElfSymbols.read(source, file);
    assertTrue(
        read.defects().stream().anyMatch(defect -> defect.code().equals("symtab-out-of-file")),
        () -> "defects: " + read.defects());
    assertTrue(source.count() < 64 << 10, () -> source.count() + " bytes were read");
  }

  /** The file with zeros behind it, which take no memory. */
  private static ByteSource padded(byte[] file, long size) {
    ByteSource content = ByteSource.of(file);
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(long offset, byte[] into, int start, int length) throws IOException {
        int count = (int) Math.max(0, Math.min(length, size - offset));
        Arrays.fill(into, start, start + count, (byte) 0);
        content.read(offset, into, start, count);
        return count;
      }
    };
  }
}
