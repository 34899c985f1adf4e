package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.CxxAbi;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.libs.VendoredName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks into a macOS file: one result for each architecture. */
final class MachOInspection {
  private MachOInspection() {}

  static List<Inspected> of(ContainedFile place, ByteSource source) throws IOException {
    ReadResult<MachOFile> read = MachOFile.read(source);
    List<Inspected> slices = new ArrayList<>();
    if (read.content().isPresent()) {
      for (MachOFile.Slice slice : read.content().get().slices()) {
        NativeFile file = file(place, slice, read.defects());
        List<Finding> findings = new ArrayList<>();
        if (!slice.signed() && slice.architecture().startsWith("arm64")) {
          findings.add(
              Findings.of(
                  "macos.unsigned",
                  Severity.WARNING,
                  place.path(),
                  "is not signed; macOS on ARM refuses it",
                  "codesign --sign - FILE"));
        }
        slices.add(new Inspected(file, Optional.empty(), findings));
      }
    }
    return slices;
  }

  private static NativeFile file(ContainedFile place, MachOFile.Slice slice, List<Defect> defects) {
    List<String> needed = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    for (MachOFile.Dylib dylib : slice.dylibs()) {
      (dylib.weak() ? optional : needed).add(dylib.name());
    }
    CxxAbi cxx = CxxAbi.of(slice.imports().stream().map(MachOFile.Import::name));
    return new NativeFile(
        place.path(),
        slice.size(),
        place.checksum(),
        NativeFile.Format.MACH_O,
        slice.architecture(),
        type(slice.fileType()),
        slice.installName(),
        VendoredName.original(place.path().substring(place.path().lastIndexOf('/') + 1)),
        Optional.empty(),
        needed,
        optional,
        slice.rpaths(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        new NativeFile.Cxx(Optional.empty(), Optional.empty(), cxx.libcxx()),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        slice.build().map(build -> build.platform() + " " + build.minimum()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        defects);
  }

  private static String type(int fileType) {
    return switch (fileType) {
      case 1 -> "object";
      case 2 -> "executable";
      case 6 -> "shared object";
      case 8 -> "bundle";
      default -> "type " + fileType;
    };
  }
}
