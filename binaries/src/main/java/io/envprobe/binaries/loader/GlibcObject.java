package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.loader.SearchDirectories.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object in glibc's list. Mutable while loading goes on. */
final class GlibcObject {
  final String name;
  final String path;
  final String origin;
  final String identity;
  final Optional<ElfFile> file;
  final @Nullable GlibcObject loader;
  final String via;
  final List<String> names = new ArrayList<>();

  /** The directories of RPATH and RUNPATH; null before they are asked for. */
  @Nullable List<Directory> rpath;

  @Nullable List<Directory> runpath;

  GlibcObject(
      String name,
      String path,
      String origin,
      String identity,
      Optional<ElfFile> file,
      @Nullable GlibcObject loader,
      String via) {
    this.name = name;
    this.path = path;
    this.origin = origin;
    this.identity = identity;
    this.file = file;
    this.loader = loader;
    this.via = via;
    names.add(name);
    names.add(path);
  }

  /** Whether it stands for a library that was not found. */
  boolean isMissing() {
    return file.isEmpty();
  }

  boolean isProgram() {
    return loader == null && via.isEmpty();
  }

  Optional<ElfDynamic> dynamic() {
    return file.isPresent() ? file.get().dynamic() : Optional.empty();
  }

  /** RPATH counts only where there is no RUNPATH. */
  Optional<String> rpathText() {
    Optional<ElfDynamic> section = dynamic();
    return hasRunpath() || section.isEmpty() ? Optional.empty() : section.get().rpath();
  }

  boolean hasRunpath() {
    return runpathText().isPresent();
  }

  Optional<String> runpathText() {
    Optional<ElfDynamic> section = dynamic();
    return section.isPresent() ? section.get().runpath() : Optional.empty();
  }

  boolean hasNoDefaultLibraries() {
    return dynamic().isPresent() && (dynamic().get().flags1() & ElfDynamic.FLAG_1_NODEFLIB) != 0;
  }

  /** Whether a name asks for this object. */
  boolean answersTo(String wanted) {
    if (isMissing()) {
      return false;
    }
    if (names.contains(wanted)) {
      return true;
    }
    if (file.get().soname().equals(Optional.of(wanted))) {
      names.add(wanted);
      return true;
    }
    return false;
  }

  Resolution.LoadedObject shown() {
    return new Resolution.LoadedObject(
        name,
        isMissing() ? Optional.empty() : Optional.of(path),
        loader == null ? Optional.empty() : Optional.of(loader.path),
        via,
        file);
  }
}
