package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.AmdTarget;
import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.gpu.SmTarget;
import io.envprobe.binaries.gpu.SmTarget.Reach;
import io.envprobe.binaries.internal.Bytes;
import io.envprobe.binaries.internal.ElfSections;
import io.envprobe.binaries.internal.Text;
import java.io.IOException;
import java.util.Optional;

/** Machine code for one processor: an ELF file by itself. */
final class CodeObject {
  /** {@code EI_OSABI} of NVIDIA's code since CUDA 13, when the flags changed. */
  private static final int CUDA_ABI = 0x41;

  private static final long OLD_EXACT = 0x800;
  private static final int ELF_KIND = 2;
  private static final int MOST_NOTE = 1 << 16;
  private static final String ARCHITECTURE = "-arch sm_";

  /** The record of {@code .nv.compat} that says that no other processor runs it. */
  private static final int EXACT_RECORD = 0x010902;

  private CodeObject() {}

  /** NVIDIA's. The version is that of no container, and so is missing. */
  static NvidiaImage nvidia(Bytes bytes, ElfHeader header) throws IOException {
    boolean old = header.osAbi() != CUDA_ABI;
    int number = (int) (old ? header.flags() & 0xff : header.flags() >> 8 & 0xff);
    Reach reach = old && (header.flags() & OLD_EXACT) != 0 ? Reach.EXACT : Reach.FORWARD;
    for (ElfSections.Section section : ElfSections.read(bytes, header)) {
      if (section.name().equals(".nv.compat") && isExact(bytes, section)) {
        reach = Reach.EXACT;
      } else if (section.name().equals(".note.nv.tkinfo")) {
        reach = ofNote(bytes, section, reach);
      }
    }
    return new NvidiaImage(
        NvidiaImage.Kind.CUBIN,
        ELF_KIND,
        new SmTarget(number, reach),
        Optional.empty(),
        Compression.NONE,
        0,
        bytes.size());
  }

  private static boolean isExact(Bytes bytes, ElfSections.Section section) throws IOException {
    long size = Math.min(section.size(), MOST_NOTE);
    for (long at = section.offset(); at + 3 <= section.offset() + size; at++) {
      if ((bytes.u32(at) & 0xffffff) == EXACT_RECORD) {
        return true;
      }
    }
    return false;
  }

  /** The note quotes the assembler's options. */
  private static Reach ofNote(Bytes bytes, ElfSections.Section section, Reach otherwise)
      throws IOException {
    int size = (int) Math.max(0, Math.min(section.size(), MOST_NOTE));
    String text = Text.of(bytes.copy(section.offset(), size));
    int at = text.indexOf(ARCHITECTURE);
    if (at < 0) {
      return otherwise;
    }
    at += ARCHITECTURE.length();
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    char letter = at < text.length() ? text.charAt(at) : ' ';
    return letter == 'a' ? Reach.EXACT : letter == 'f' ? Reach.FAMILY : otherwise;
  }

  /** AMD's. Source: https://llvm.org/docs/AMDGPUUsage.html#elf-header */
  static AmdImage amd(ElfHeader header, long size) {
    long flags = header.flags();
    Optional<Boolean> xnack;
    Optional<Boolean> sramecc;
    if (header.abiVersion() >= 2) {
      xnack = setting(flags >> 8 & 3);
      sramecc = setting(flags >> 10 & 3);
    } else {
      xnack = (flags & 0x100) != 0 ? Optional.of(true) : Optional.empty();
      sramecc = (flags & 0x200) != 0 ? Optional.of(true) : Optional.empty();
    }
    AmdTarget target = new AmdTarget(AmdMachine.name((int) flags & 0xff), xnack, sramecc);
    return new AmdImage(
        "amdgcn-amd-amdhsa--" + target, Optional.of(target), Compression.NONE, size);
  }

  /** 0 is none, 1 any. */
  private static Optional<Boolean> setting(long bits) {
    return bits < 2 ? Optional.empty() : Optional.of(bits == 3);
  }
}
