package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Unpacking;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.libs.VendoredName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks into a Windows file. */
final class PeInspection {
  private PeInspection() {}

  static Optional<Inspected> of(ContainedFile place, ByteSource source) throws IOException {
    // Containers come late in a file, and what else is read of it is mostly within reach then.
    ReadResult<GpuCode> gpu = GpuCode.read(source, Unpacking.ALL);
    ReadResult<PeFile> read = PeFile.read(source);
    List<Defect> defects = new ArrayList<>(read.defects());
    gpu.content().ifPresent(code -> defects.addAll(gpu.defects()));
    return read.content()
        .map(
            file ->
                new Inspected(
                    new NativeFile(
                        place.path(),
                        place.size(),
                        place.checksum(),
                        NativeFile.Format.PE,
                        file.machineName(),
                        file.isDll() ? "shared object" : "executable",
                        file.exportName(),
                        VendoredName.original(
                            place.path().substring(place.path().lastIndexOf('/') + 1)),
                        Optional.empty(),
                        file.imports().stream().map(PeFile.Import::dll).toList(),
                        file.delayImports().stream().map(PeFile.Import::dll).toList(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalInt.of(file.exports().size()),
                        NativeFile.Cxx.NONE,
                        List.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.of("windows " + file.subsystemVersion()),
                        gpu.content(),
                        Optional.empty(),
                        List.of(),
                        defects),
                    Optional.empty(),
                    List.of()));
  }
}
