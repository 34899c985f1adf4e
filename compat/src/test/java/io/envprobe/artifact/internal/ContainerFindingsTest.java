package io.envprobe.artifact.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.artifact.Container;
import io.envprobe.artifact.LibrarySize;
import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is wrong between the files of a wheel for macOS, and the room that they take. */
class ContainerFindingsTest {
  private static final String WHEEL = "demo.whl";

  private static NativeFile file(
      String path, long checksum, List<String> rpaths, String... needed) {
    return new NativeFile(
        WHEEL + "!/" + path,
        100,
        OptionalLong.of(checksum),
        NativeFile.Format.MACH_O,
        "arm64",
        "shared object",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(needed),
        List.of(),
        rpaths,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        NativeFile.Cxx.NONE,
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of("macos 11.0"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static List<String> rules(NativeFile... files) {
    Container container =
        new Container(
            WHEEL, Container.Kind.WHEEL, files.length, 100, Optional.empty(), List.of(), List.of());
    List<Inspected> inside =
        List.of(files).stream()
            .map(file -> new Inspected(file, Optional.empty(), List.of()))
            .toList();
    return ContainerFindings.of(container, inside).stream().map(Finding::rule).toList();
  }

  @Test
  void aNameBesideTheFileMustLeadToSomething() {
    NativeFile carried = file("demo/.dylibs/liba.dylib", 1, List.of());
    assertEquals(
        List.of(),
        rules(carried, file("demo/x.so", 2, List.of(), "@loader_path/.dylibs/liba.dylib")));
    assertEquals(
        List.of("R13.missing-library"),
        rules(carried, file("demo/sub/x.so", 2, List.of(), "@loader_path/.dylibs/liba.dylib")));
  }

  @Test
  void whatIsCarriedMustBeOnARunPath() {
    NativeFile carried = file("demo/.dylibs/liba.dylib", 1, List.of());
    assertEquals(
        List.of(),
        rules(carried, file("demo/x.so", 2, List.of("@loader_path/.dylibs"), "@rpath/liba.dylib")));
    assertEquals(
        List.of("R13.rpath-missing"),
        rules(carried, file("demo/x.so", 2, List.of("@loader_path"), "@rpath/liba.dylib")));
  }

  @Test
  void copiesOfOneLibraryAreCountedTogether() {
    List<LibrarySize> sizes =
        LibrarySize.of(
            List.of(
                file("a.libs/libgomp-1234abcd.so.1", 7, List.of()),
                file("b.libs/libgomp-1234abcd.so.1", 7, List.of()),
                file("c.libs/libgomp-99abcdef.so.1", 8, List.of()),
                file("d/other.so", 9, List.of())));
    assertEquals(
        List.of(
            new LibrarySize("libgomp", "arm64", 3, 2, 300, 100),
            new LibrarySize("other", "arm64", 1, 1, 100, 0)),
        sizes);
  }
}
