package io.envprobe.artifact;

import io.envprobe.libs.VendoredName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much room one library takes in artifacts. Immutable.
 *
 * @param name without hash, version and ending: {@code libopenblas}
 * @param architecture of the files
 * @param copies how many files there are
 * @param different how many of them have different contents
 * @param bytes the size of all
 * @param duplicateBytes the size of those whose content is there already
 */
public record LibrarySize(
    String name, String architecture, int copies, int different, long bytes, long duplicateBytes) {
  private static final String[] ENDINGS = {".so", ".dylib", ".dll", ".pyd"};

  /** The libraries of artifacts, the largest first. */
  public static List<LibrarySize> of(List<NativeFile> files) {
    Map<List<String>, List<NativeFile>> byName = new LinkedHashMap<>();
    for (NativeFile file : files) {
      byName
          .computeIfAbsent(List.of(stem(file), file.architecture()), key -> new ArrayList<>())
          .add(file);
    }
    List<LibrarySize> sizes = new ArrayList<>();
    byName.forEach((key, copies) -> sizes.add(of(key.get(0), key.get(1), copies)));
    sizes.sort(
        Comparator.comparingLong(LibrarySize::bytes).reversed().thenComparing(LibrarySize::name));
    return sizes;
  }

  private static LibrarySize of(String name, String architecture, List<NativeFile> copies) {
    Set<List<Object>> contents = new HashSet<>();
    long bytes = 0;
    long duplicate = 0;
    for (NativeFile copy : copies) {
      bytes += copy.size();
      // Outside of archives nothing states a checksum; then the name and size must do.
      Object content = copy.checksum().isPresent() ? copy.checksum().getAsLong() : copy.fileName();
      duplicate += contents.add(List.of(content, copy.size())) ? 0 : copy.size();
    }
    return new LibrarySize(name, architecture, copies.size(), contents.size(), bytes, duplicate);
  }

  private static String stem(NativeFile file) {
    String name = VendoredName.original(file.fileName()).orElse(file.fileName());
    for (String ending : ENDINGS) {
      int at = name.indexOf(ending);
      if (at > 0) {
        return name.substring(0, at);
      }
    }
    return name;
  }
}
