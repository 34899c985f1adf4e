package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfAbiTag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.FloatAbi;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.internal.VersionOrder;
import java.util.Optional;

/**
 * What glibc makes of one file that it tries: it takes it, passes it over, or gives up.
 *
 * <p>Source: glibc, elf/dl-load.c, function open_verify.
 *
 * @param file the file where it is taken
 * @param identity of that file
 * @param failure why it was passed over; a file for another class or machine counts as not found
 * @param otherClass whether it was passed over for its class
 */
record Candidate(
    Optional<ElfFile> file,
    String identity,
    Optional<LoaderFiles.Failure> failure,
    boolean otherClass) {

  private static final int GNU = 3;
  private static final int LINUX = 0;
  private static final int LAST_TO_CHECK_KERNELS = 35;

  private static Candidate passedOver(LoaderFiles.Failure failure, boolean otherClass) {
    return new Candidate(Optional.empty(), "", Optional.of(failure), otherClass);
  }

  /**
   * Tries a path for a program.
   *
   * @throws LoaderException where glibc gives up at once
   */
  static Candidate open(LoaderSettings settings, LoaderFiles files, String path, ElfHeader program)
      throws LoaderException {
    LoaderFiles.Opened opened = files.open(path);
    if (opened instanceof LoaderFiles.Failed failed) {
      return passedOver(failed.failure(), false);
    }
    if (opened instanceof LoaderFiles.NoFile) {
      throw new LoaderException(path + ": cannot read file data: Error 21");
    }
    LoaderFiles.Content content = (LoaderFiles.Content) opened;
    if (content.size() < (program.bits() == 64 ? 64 : 52)) {
      throw new LoaderException(path + ": file too short");
    }
    if (!(content.content() instanceof ReadResult.Read<ElfFile> read)) {
      return rejected(path, (ReadResult.Rejected<ElfFile>) content.content(), program);
    }
    ElfFile file = read.value();
    ElfHeader header = file.header();
    if (header.bits() != program.bits()) {
      return passedOver(LoaderFiles.Failure.NOT_FOUND, true);
    }
    Optional<String> defect = defect(header, program);
    if (defect.isPresent()) {
      throw new LoaderException(path + ": " + defect.get());
    }
    if (header.machine() != program.machine() || !sameCalls(header, program)) {
      return passedOver(LoaderFiles.Failure.NOT_FOUND, false);
    }
    if (header.type() != 2 && header.type() != 3) {
      throw new LoaderException(path + ": only ET_DYN and ET_EXEC can be loaded");
    }
    if (header.programHeaderSize() != (header.bits() == 64 ? 56 : 32)) {
      throw new LoaderException(path + ": ELF file's phentsize not the expected size");
    }
    return isForOtherKernel(settings, file)
        ? passedOver(LoaderFiles.Failure.NOT_FOUND, false)
        : new Candidate(Optional.of(file), content.identity(), Optional.empty(), false);
  }

  /** glibc up to 2.35 passes over files that are marked for another system or a newer kernel. */
  private static boolean isForOtherKernel(LoaderSettings settings, ElfFile file) {
    Optional<ElfAbiTag> tag = file.abiTag();
    if (settings.build().release() > LAST_TO_CHECK_KERNELS || tag.isEmpty()) {
      return false;
    }
    Optional<String> kernel = settings.processor().kernel();
    return tag.get().system() != LINUX
        || (kernel.isPresent()
            && VersionOrder.isNumeric(kernel.get())
            && VersionOrder.compare(tag.get().kernel(), kernel.get()) > 0);
  }

  private static Candidate rejected(
      String path, ReadResult.Rejected<ElfFile> rejected, ElfHeader program)
      throws LoaderException {
    return switch (rejected.reason().code()) {
      case "bad-class" -> passedOver(LoaderFiles.Failure.NOT_FOUND, true);
      case "bad-data" -> throw new LoaderException(path + ": " + wrongOrder(program));
      default -> throw new LoaderException(path + ": invalid ELF header");
    };
  }

  private static Optional<String> defect(ElfHeader header, ElfHeader program) {
    if (header.isLittleEndian() != program.isLittleEndian()) {
      return Optional.of(wrongOrder(program));
    }
    if (header.osAbi() != 0 && header.osAbi() != GNU) {
      return Optional.of("ELF file OS ABI invalid");
    }
    if (header.abiVersion() != 0 && (header.osAbi() != GNU || header.abiVersion() > 4)) {
      return Optional.of("ELF file ABI version invalid");
    }
    if (!header.paddingClear()) {
      return Optional.of("nonzero padding in e_ident");
    }
    return header.version() != 1
        ? Optional.of("ELF file version does not match current one")
        : Optional.empty();
  }

  private static String wrongOrder(ElfHeader program) {
    return "ELF file data encoding not "
        + (program.isLittleEndian() ? "little-endian" : "big-endian");
  }

  private static boolean sameCalls(ElfHeader header, ElfHeader program) {
    Optional<FloatAbi> ours = program.floatAbi();
    Optional<FloatAbi> theirs = header.floatAbi();
    boolean sameFloats = ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
    boolean samePower =
        program.powerAbi() == 0
            || header.powerAbi() == 0
            || program.powerAbi() == header.powerAbi();
    return sameFloats && samePower;
  }
}
