package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ArArchive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfSegment;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.gpu.Decompressor;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuCode.Form;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.GpuPass;
import io.envprobe.binaries.gpu.NvidiaImage;
import io.envprobe.binaries.internal.Bytes;
import io.envprobe.binaries.internal.Defects;
import io.envprobe.binaries.internal.ElfSections;
import io.envprobe.binaries.internal.Text;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out what a source is, and where in it containers are. */
public final class CodeReader {
  private static final String LOADED = "PT_LOAD";
  private static final String BARE = "(bare)";
  private static final long ELF_MAGIC = 0x464c457fL;
  private static final int PTX_HEAD = 4096;

  private final ByteSource source;
  private final Bytes bytes;
  private final Decompressor decompressor;
  private final ModuleCollector found;

  /** What precedes the name of a section: the member of an archive. */
  private final String prefix;

  private CodeReader(
      ByteSource source, Decompressor decompressor, ModuleCollector found, String prefix) {
    this.source = source;
    this.bytes = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    this.decompressor = decompressor;
    this.found = found;
    this.prefix = prefix;
  }

  /** As {@link GpuCode#read}. */
  public static ReadResult<GpuCode> read(ByteSource source, Decompressor decompressor)
      throws IOException {
    ModuleCollector found = new ModuleCollector(source.size(), new Defects());
    Optional<Form> form = new CodeReader(source, decompressor, found, "").whole();
    return form.isPresent()
        ? new ReadResult.Read<>(new GpuCode(form.get(), found.modules()), found.defects())
        : new ReadResult.Rejected<>(
            new Defect("no-gpu-form", 0, "The file is of no form that has such code."));
  }

  /** As {@link GpuPass#over}. */
  public static GpuPass pass(ByteSource source, ElfFile file, Decompressor decompressor)
      throws IOException {
    ModuleCollector found = new ModuleCollector(source.size(), new Defects());
    List<ElfSegment> segments = new ArrayList<>(file.segments());
    segments.removeIf(segment -> segment.type() != ElfSegment.LOAD || segment.isWritable());
    boolean apart = segments.stream().anyMatch(segment -> !segment.isExecutable());
    segments.removeIf(segment -> apart && segment.isExecutable());
    segments.sort(Comparator.comparingLong(ElfSegment::offset));
    new CodeReader(source, decompressor, found, "").loaded(segments);
    return new GpuPass(found.modules(), found.defects());
  }

  /** As {@link GpuPass#placed}. */
  public static ReadResult<GpuCode> placed(GpuPass pass, ByteSource source, ElfFile file)
      throws IOException {
    Bytes bytes = new Bytes(source, file.header().order());
    List<ElfSections.Section> sections = ElfSections.read(bytes, file.header());
    if (sections.isEmpty()) {
      return pass.unplaced();
    }
    List<GpuModule> modules = new ArrayList<>();
    for (GpuModule module : pass.modules()) {
      String name = nameAt(sections, module.offset());
      if (!name.isEmpty()) {
        modules.add(
            new GpuModule(
                name,
                module.offset(),
                !name.equals(Sections.UNLINKED),
                module.sound(),
                module.images()));
      }
    }
    List<Defect> defects = new ArrayList<>(pass.defects());
    defects.removeIf(defect -> nameAt(sections, defect.offset()).isEmpty());
    return new ReadResult.Read<>(new GpuCode(Form.ELF, modules), defects);
  }

  /** The section with containers that an offset lies in; empty for none. */
  private static String nameAt(List<ElfSections.Section> sections, long offset) {
    for (ElfSections.Section section : sections) {
      String name = Sections.full(section.name());
      if (!name.isEmpty()
          && offset >= section.offset()
          && offset - section.offset() < section.size()) {
        return name;
      }
    }
    return "";
  }

  private Optional<Form> whole() throws IOException {
    Optional<Form> object = object();
    if (object.isPresent()) {
      return object;
    }
    Optional<ArArchive> archive = archive();
    if (archive.isPresent()) {
      for (ArArchive.Member member : archive.get().members()) {
        if (!archive.get().thin()) {
          ByteSource content = source.slice(member.offset(), member.size());
          new CodeReader(content, decompressor, found, member.name() + ":").object();
        }
      }
      return Optional.of(Form.ARCHIVE);
    }
    int first = (int) bytes.u32(0);
    ModuleScanner scanner = new ModuleScanner(source, decompressor, found);
    if (first == MarkFinder.FATBIN) {
      scanner.section(BARE, 0, source.size());
      return Optional.of(Form.FATBIN);
    }
    if (first == MarkFinder.BUNDLE || first == MarkFinder.COMPRESSED) {
      scanner.section(BARE, 0, source.size());
      return Optional.of(Form.BUNDLE);
    }
    Optional<NvidiaImage> ptx = PtxText.parse(Text.of(bytes.copy(0, PTX_HEAD)), source.size());
    if (ptx.isPresent()) {
      found.add(BARE, 0, true, List.of(ptx.get()));
      return Optional.of(Form.PTX);
    }
    return Optional.empty();
  }

  private Optional<ArArchive> archive() throws IOException {
    ReadResult<ArArchive> read = ArArchive.read(source);
    if (read.content().isPresent()) {
      read.defects().forEach(each -> found.defect(each.code(), each.offset(), each.message()));
    }
    return read.content();
  }

  /** What an archive may have for a member, too. */
  private Optional<Form> object() throws IOException {
    if (bytes.u32(0) == ELF_MAGIC) {
      ReadResult<ElfFile> read = ElfFile.readHeaders(source);
      read.defects().forEach(each -> found.defect(each.code(), each.offset(), each.message()));
      if (read.content().isPresent()) {
        elf(read.content().get());
      }
      return Optional.of(Form.ELF);
    }
    Optional<WindowsSections> windows = WindowsSections.read(bytes);
    if (windows.isPresent()) {
      sections(windows.get().sections());
      return Optional.of(windows.get().image() ? Form.PE : Form.COFF);
    }
    return Optional.empty();
  }

  private void elf(ElfFile file) throws IOException {
    if (file.header().is(ElfMachine.CUDA)) {
      found.add(prefix + "(cubin)", 0, true, List.of(CodeObject.nvidia(bytes, file.header())));
    } else if (file.header().is(ElfMachine.AMDGPU)) {
      found.add(prefix + "(hsaco)", 0, true, List.of(CodeObject.amd(file.header(), source.size())));
    } else {
      List<ElfSections.Section> sections =
          ElfSections.read(bytes.in(file.header().order()), file.header());
      if (sections.isEmpty()) {
        if (file.header().hasSectionHeaders()) {
          found.defect(
              "section-headers",
              file.header().sectionHeaderOffset(),
              "The section headers are damaged or not there.");
        }
        loaded(file.segments());
      } else {
        sections(sections);
      }
    }
  }

  private void sections(List<ElfSections.Section> sections) throws IOException {
    ModuleScanner scanner = new ModuleScanner(source, decompressor, found);
    for (ElfSections.Section section : sections) {
      String name = Sections.full(section.name());
      long magic = Sections.wrapper(section.name());
      if (name.isEmpty() && magic == 0) {
        continue;
      }
      boolean whole = bytes.has(section.offset(), section.size());
      if (!whole) {
        found.defect("section-out-of-file", section.offset(), "A section goes beyond the file.");
      }
      long start = Math.max(0, Math.min(section.offset(), source.size()));
      long end = whole ? start + section.size() : source.size();
      if (magic != 0) {
        scanner.wrappers(magic, start, end - start);
      } else {
        scanner.section(prefix + name, start, end);
      }
    }
  }

  private void loaded(List<ElfSegment> segments) throws IOException {
    ModuleScanner scanner = new ModuleScanner(source, decompressor, found);
    for (ElfSegment segment : segments) {
      if (segment.type() == ElfSegment.LOAD && segment.offset() >= 0 && segment.fileSize() > 0) {
        long start = Math.min(segment.offset(), source.size());
        boolean whole = segment.fileSize() <= source.size() - start;
        scanner.anything(
            prefix + LOADED, start, whole ? start + segment.fileSize() : source.size());
      }
    }
  }
}
