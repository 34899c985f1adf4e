package io.envprobe.binaries;

import io.envprobe.binaries.internal.ElfReader;
import io.envprobe.binaries.internal.VersionOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an ELF file says of itself, found by its program headers alone: section headers may be
 * missing, and section names may lie. Symbols are read apart. Immutable.
 *
 * <p>Source: https://gabi.xinuos.com/elf/ and, for versions and hash tables, the Linux Standard
 * Base; where a file is damaged, what glibc's loader makes of it.
 *
 * @param size the number of bytes of the source
 * @param segments the program headers; at most 65536 of them
 * @param interpreter the program that loads this one ({@code PT_INTERP})
 * @param dynamic empty for static files, objects and cores
 * @param versionNeeds the versions needed, by file, in order
 * @param versionDefinitions the versions defined, in order
 * @param notes in order of the file's note segments, each once
 */
public record ElfFile(
    long size,
    ElfHeader header,
    List<ElfSegment> segments,
    Optional<String> interpreter,
    Optional<ElfDynamic> dynamic,
    List<ElfVersionNeed> versionNeeds,
    List<ElfVersionDefinition> versionDefinitions,
    List<ElfNote> notes,
    ElfProperties properties,
    Optional<ElfAbiTag> abiTag) {

  public ElfFile {
    segments = List.copyOf(segments);
    versionNeeds = List.copyOf(versionNeeds);
    versionDefinitions = List.copyOf(versionDefinitions);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a few kilobytes: headers, interpreter, dynamic section, versions, notes.
   *
   * @throws IOException only from the source
   */
  public static ReadResult<ElfFile> read(ByteSource source) throws IOException {
    return ElfReader.read(source);
  }

  /**
   * Reads the header and the program headers only; the rest is empty.
   *
   * @throws IOException only from the source
   */
  public static ReadResult<ElfFile> readHeaders(ByteSource source) throws IOException {
    return ElfReader.readHeaders(source);
  }

  /** The libraries needed, in order; none where there is no dynamic section. */
  public List<String> needed() {
    return dynamic.isPresent() ? dynamic.get().needed() : List.of();
  }

  public Optional<String> soname() {
    return dynamic.isPresent() ? dynamic.get().soname() : Optional.empty();
  }

  /**
   * Whether the file asks for an executable stack; empty where it has no {@code PT_GNU_STACK}, and
   * the architecture's default holds.
   */
  public Optional<Boolean> executableStack() {
    Optional<Boolean> last = Optional.empty();
    for (ElfSegment segment : segments) {
      if (segment.type() == ElfSegment.GNU_STACK) {
        last = Optional.of(segment.isExecutable());
      }
    }
    return last;
  }

  /** The build id in hexadecimal. */
  public Optional<String> buildId() {
    for (ElfNote note : notes) {
      if (note.isGnu(ElfNote.BUILD_ID)) {
        return Optional.of(note.descriptor());
      }
    }
    return Optional.empty();
  }

  /** Whether one of the versions defined has this name. */
  public boolean defines(String version) {
    for (ElfVersionDefinition definition : versionDefinitions) {
      if (!definition.isBase() && definition.name().equals(Optional.of(version))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The highest version defined whose name is the prefix, an underscore and numbers with dots:
   * {@code GLIBCXX} gives {@code 3.4.30}. Nodes off that line ({@code CXXABI_TM_1}, {@code
   * GLIBC_PRIVATE}) do not count.
   */
  public Optional<String> highestDefined(String prefix) {
    VersionOrder.Highest highest = new VersionOrder.Highest(prefix);
    for (ElfVersionDefinition definition : versionDefinitions) {
      if (!definition.isBase() && definition.name().isPresent()) {
        highest.add(definition.name().get());
      }
    }
    return highest.version();
  }

  /**
   * The highest version needed on a prefix's line that is not weak, as in {@link #highestDefined}.
   */
  public Optional<String> highestNeeded(String prefix) {
    return highestNeeded(prefix, false);
  }

  /** The highest version needed on a prefix's line, of the weak ones or of the others. */
  public Optional<String> highestNeeded(String prefix, boolean weak) {
    VersionOrder.Highest highest = new VersionOrder.Highest(prefix);
    for (ElfVersionNeed need : versionNeeds) {
      for (ElfVersionNeed.Version version : need.versions()) {
        if (version.isWeak() == weak) {
          highest.add(version.name());
        }
      }
    }
    return highest.version();
  }

  /** Where in the file an address lies; empty where no segment brings it from the file. */
  public OptionalLong offsetOf(long address) {
    for (ElfSegment segment : segments) {
      long into = address - segment.address();
      if (segment.type() == ElfSegment.LOAD
          && Long.compareUnsigned(into, segment.fileSize()) < 0
          && segment.offset() >= 0
          && into >= 0
          && into < size - segment.offset()) {
        return OptionalLong.of(segment.offset() + into);
      }
    }
    return OptionalLong.empty();
  }
}
