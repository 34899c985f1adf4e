package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for names in musl's places.
 *
 * <p>Source: musl, ldso/dynlink.c, functions path_open and fixup_rpath.
 */
final class MuslSearch {
  private static final String DEFAULT_PATH = "/lib:/usr/local/lib:/usr/lib";
  private static final int NAME_LIMIT = 255;

  private final LoaderSettings settings;
  private final LoaderFiles files;
  private final MuslObject program;
  private final List<Resolution.Search> searches = new ArrayList<>();
  private String lastError = "";
  private boolean hardError;

  MuslSearch(LoaderSettings settings, LoaderFiles files, MuslObject program) {
    this.settings = settings;
    this.files = files;
    this.program = program;
  }

  List<Resolution.Search> searches() {
    return searches;
  }

  /** What the operating system said last. */
  String lastError() {
    return lastError;
  }

  record Found(String path, String via) {}

  /** The first file of a name; nothing is known of what it holds. */
  Optional<Found> search(String name, @Nullable MuslObject neededBy) {
    List<Resolution.Step> steps = new ArrayList<>();
    Optional<Found> found = Optional.empty();
    if (name.length() > NAME_LIMIT) {
      lastError = "File name too long";
    } else {
      found = search(name, neededBy, steps);
    }
    searches.add(
        new Resolution.Search(name, neededBy == null ? program.path : neededBy.path, steps));
    return found;
  }

  private Optional<Found> search(
      String name, @Nullable MuslObject neededBy, List<Resolution.Step> steps) {
    boolean stopped = false;
    Optional<String> variable = settings.start().variable(GlibcSearch.VARIABLE);
    if (!settings.start().secure() && variable.isPresent()) {
      String path = variable.get();
      String found = inList(name, path, GlibcSearch.VARIABLE, Optional.empty(), steps);
      if (!found.isEmpty()) {
        return Optional.of(new Found(found, GlibcSearch.VARIABLE));
      }
      stopped = hardError;
    }
    for (@Nullable MuslObject at = neededBy; at != null && !stopped; at = at.neededBy) {
      Optional<String> runpath = runpath(at);
      if (runpath.isPresent()) {
        String found =
            inList(name, runpath.get(), GlibcSearch.RUNPATH, Optional.of(at.path), steps);
        if (!found.isEmpty()) {
          return Optional.of(new Found(found, GlibcSearch.RUNPATH));
        }
        stopped = hardError;
      }
    }
    if (!stopped) {
      String path = settings.files().muslPath().orElse(DEFAULT_PATH);
      String found = inList(name, path, GlibcSearch.SYSTEM, Optional.empty(), steps);
      if (!found.isEmpty()) {
        return Optional.of(new Found(found, GlibcSearch.SYSTEM));
      }
    }
    return Optional.empty();
  }

  /** The first file of a name that can be opened; empty where there is none. */
  private String inList(
      String name, String list, String source, Optional<String> from, List<Resolution.Step> steps) {
    List<String> directories = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    String found = "";
    hardError = false;
    lastError = LoaderFiles.Failure.NOT_FOUND.message();
    for (String directory : list.split("[:\n]+", -1)) {
      if (directory.isEmpty()) {
        continue;
      }
      directories.add(directory);
      if (!found.isEmpty() || hardError) {
        continue;
      }
      String path = directory + "/" + name;
      tried.add(path);
      LoaderFiles.Opened opened = files.open(path);
      if (opened instanceof LoaderFiles.Failed failed) {
        lastError = failed.failure().message();
        hardError =
            failed.failure() != LoaderFiles.Failure.NOT_FOUND
                && failed.failure() != LoaderFiles.Failure.DENIED;
      } else {
        found = path;
      }
    }
    steps.add(new Resolution.Step(source, from, directories, tried));
    return found;
  }

  /** Only {@code $ORIGIN} is known; any other {@code $} makes musl ignore the whole path. */
  private Optional<String> runpath(MuslObject object) {
    Optional<ElfDynamic> dynamic =
        object.file.isPresent() ? object.file.get().dynamic() : Optional.empty();
    Optional<String> text = dynamic.isEmpty() ? Optional.empty() : dynamic.get().runpath();
    if (text.isEmpty() && dynamic.isPresent()) {
      text = dynamic.get().rpath();
    }
    if (text.isEmpty() || text.get().indexOf('$') < 0) {
      return text;
    }
    if (settings.start().secure() && (object == program || !object.origin.startsWith("/"))) {
      return Optional.empty();
    }
    String rest = text.get();
    StringBuilder expanded = new StringBuilder();
    for (int at = rest.indexOf('$'); at >= 0; at = rest.indexOf('$')) {
      int length = rest.startsWith("$ORIGIN", at) ? 7 : rest.startsWith("${ORIGIN}", at) ? 9 : 0;
      if (length == 0) {
        return Optional.empty();
      }
      expanded.append(rest, 0, at).append(object.origin);
      rest = rest.substring(at + length);
    }
    return Optional.of(expanded.append(rest).toString());
  }
}
