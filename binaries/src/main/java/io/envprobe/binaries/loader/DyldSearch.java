package io.envprobe.binaries.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places where macOS's loader looks for a name, in order.
 *
 * <p>Source: the manual pages dyld(1) and dlopen(3) of macOS;
 * https://github.com/apple-oss-distributions/dyld/blob/main/dyld/Loader.cpp, function forEachPath.
 */
final class DyldSearch {
  private static final String RPATH = "@rpath/";
  private static final String LOADER = "@loader_path";
  private static final String EXECUTABLE = "@executable_path";
  private static final String FRAMEWORK = ".framework/";
  private static final String LIBRARIES = "/usr/local/lib:/usr/lib";
  private static final String FRAMEWORKS = "/Library/Frameworks:/System/Library/Frameworks";

  /** More than any real file leads to; the work grows with the number of files. */
  private static final int PATH_LIMIT = 4096;

  private final DyldSettings settings;
  private int count;
  private final List<Place> places = new ArrayList<>();

  private DyldSearch(DyldSettings settings) {
    this.settings = settings;
  }

  /**
   * One list of places.
   *
   * @param from the file that the list is from; empty where it is from no file
   * @param paths the files to try, in order
   */
  record Place(String source, Optional<String> from, List<String> paths) {}

  /**
   * The places for a name.
   *
   * @param by who asks
   * @param opened whether {@code dlopen} asks, for which a bare name is searched for
   */
  static List<Place> places(DyldSettings settings, String name, DyldImage by, boolean opened) {
    DyldSearch search = new DyldSearch(settings);
    search.collect(name, by, opened);
    return search.places;
  }

  private void collect(String name, DyldImage by, boolean opened) {
    String leaf = name.substring(name.lastIndexOf('/') + 1);
    String framework = framework(name, leaf);
    variable("DYLD_FRAMEWORK_PATH", framework, "");
    variable("DYLD_LIBRARY_PATH", leaf, "");
    boolean bare = name.indexOf('/') < 0;
    if (name.startsWith(RPATH)) {
      rpaths(name.substring(RPATH.length()), by);
    } else if (bare) {
      if (opened) {
        rpaths(name, by);
      }
      if (!settings.restricted()) {
        add("working directory", Optional.empty(), absolute(name));
      }
    } else {
      expanded(name, by).ifPresent(path -> add("path", Optional.empty(), absolute(path)));
    }
    variable("DYLD_FALLBACK_FRAMEWORK_PATH", framework, FRAMEWORKS);
    variable("DYLD_FALLBACK_LIBRARY_PATH", leaf, LIBRARIES);
  }

  /** {@code Foo.framework/Versions/A/Foo}; empty for what is in no framework. */
  private static String framework(String name, String leaf) {
    int at = name.lastIndexOf("/" + leaf + FRAMEWORK);
    return at >= 0
        ? name.substring(at + 1)
        : name.startsWith(leaf + FRAMEWORK) && !leaf.isEmpty() ? name : "";
  }

  /** The run paths of who asks, then of who loaded that, up to the program. */
  private void rpaths(String rest, DyldImage by) {
    Optional<DyldImage> image = Optional.of(by);
    while (image.isPresent()) {
      List<String> paths = new ArrayList<>();
      for (String rpath : image.get().slice().rpaths()) {
        Optional<String> directory = expanded(rpath, image.get());
        if (directory.isPresent() && count++ < PATH_LIMIT) {
          paths.add(in(absolute(directory.get()), rest));
        }
      }
      if (!paths.isEmpty()) {
        places.add(new Place("LC_RPATH", Optional.of(image.get().path()), paths));
      }
      image = image.get().loadedBy();
    }
  }

  /** A path with {@code @loader_path} and {@code @executable_path} put in. */
  private Optional<String> expanded(String path, DyldImage by) {
    if (begins(path, LOADER)) {
      return Optional.of(parent(by.path()) + path.substring(LOADER.length()));
    }
    if (begins(path, EXECUTABLE)) {
      return settings
          .executable()
          .map(executable -> parent(executable) + path.substring(EXECUTABLE.length()));
    }
    return Optional.of(path);
  }

  private static boolean begins(String path, String token) {
    return path.equals(token) || path.startsWith(token + "/");
  }

  private void variable(String name, String rest, String usual) {
    String value = settings.variable(name).orElse(usual);
    if (rest.isEmpty() || value.isEmpty()) {
      return;
    }
    List<String> paths = new ArrayList<>();
    for (String directory : value.split(":", -1)) {
      if (!directory.isEmpty()) {
        paths.add(in(absolute(directory), rest));
      }
    }
    places.add(new Place(name, Optional.empty(), paths));
  }

  private void add(String source, Optional<String> from, String path) {
    places.add(new Place(source, from, List.of(path)));
  }

  private String absolute(String path) {
    return path.startsWith("/") ? path : in(settings.workingDirectory(), path);
  }

  private static String in(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "" : path.substring(0, slash);
  }
}
