package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Unpacking;
import io.envprobe.binaries.ArArchive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.GpuCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks into files that are of no use to a loader: code for graphics processors alone, and objects
 * to link.
 */
final class GpuInspection {
  /** The first member of a Debian package, which is an archive of the same kind. */
  private static final String PACKAGE = "debian-binary";

  private GpuInspection() {}

  /** What a file is; empty where it is of another kind. */
  static Optional<Inspected> of(ContainedFile place, ByteSource source) throws IOException {
    ReadResult<GpuCode> read = GpuCode.read(source, Unpacking.ALL);
    if (read.content().isEmpty()) {
      return Optional.empty();
    }
    GpuCode code = read.content().get();
    boolean library = code.form() == GpuCode.Form.ARCHIVE;
    if (library && isPackage(source)) {
      return Optional.empty();
    }
    NativeFile file =
        new NativeFile(
            place.path(),
            place.size(),
            place.checksum(),
            library ? NativeFile.Format.STATIC_LIBRARY : NativeFile.Format.GPU_CODE,
            "",
            library ? "objects" : type(code.form()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            OptionalInt.empty(),
            NativeFile.Cxx.NONE,
            List.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            read.content(),
            Optional.empty(),
            List.of(),
            read.defects());
    return Optional.of(new Inspected(file, Optional.empty(), List.of()));
  }

  private static String type(GpuCode.Form form) {
    return form == GpuCode.Form.ELF ? "code object" : form.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isPackage(ByteSource source) throws IOException {
    Optional<ArArchive> archive = ArArchive.read(source).content();
    return archive.isPresent()
        && !archive.get().members().isEmpty()
        && archive.get().members().get(0).name().equals(PACKAGE);
  }
}
