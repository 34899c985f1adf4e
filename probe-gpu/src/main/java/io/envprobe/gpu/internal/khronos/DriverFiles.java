package io.envprobe.gpu.internal.khronos;

import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.files.Patterns;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that name drivers.
 *
 * <p>Sources: https://github.com/KhronosGroup/OpenCL-ICD-Loader,
 * https://github.com/OCL-dev/ocl-icd,
 * https://github.com/KhronosGroup/Vulkan-Loader/blob/main/docs/LoaderDriverInterface.md
 */
final class DriverFiles {
  private static final List<String> VULKAN =
      List.of(
          "~/.config/vulkan/icd.d",
          "/etc/xdg/vulkan/icd.d",
          "/usr/local/etc/vulkan/icd.d",
          "/etc/vulkan/icd.d",
          "~/.local/share/vulkan/icd.d",
          "/usr/local/share/vulkan/icd.d",
          "/usr/share/vulkan/icd.d");
  private static final String OPENCL = "/etc/OpenCL/vendors";

  private DriverFiles() {}

  /** One library a file of the directory, and those that a variable adds. */
  static List<RegisteredDriver> openCl(LibrarySearch search) {
    Host host = search.host();
    String place = OPENCL;
    for (String variable : List.of("OPENCL_VENDOR_PATH", "OCL_ICD_VENDORS")) {
      String set = Names.path(host, variable);
      place = set.isEmpty() ? place : set;
    }
    List<RegisteredDriver> drivers = new ArrayList<>();
    for (String file : files(host, place, ".icd")) {
      Outcome<String> text = host.text(file);
      String line = text.answer().orElse("").strip().split("\n", 2)[0].strip();
      drivers.add(
          isDenied(text)
              ? RegisteredDriver.unread(file)
              : RegisteredDriver.of(search, file, line, Optional.empty()));
    }
    if (isDenied(host.list(place))) {
      drivers.add(RegisteredDriver.unread(place));
    }
    for (String name : list(host, "OCL_ICD_FILENAMES")) {
      drivers.add(RegisteredDriver.of(search, "", name, Optional.empty()));
    }
    return drivers;
  }

  /** The first file of a name counts. */
  static List<RegisteredDriver> vulkan(LibrarySearch search) {
    Host host = search.host();
    List<String> places = new ArrayList<>(list(host, "VK_DRIVER_FILES"));
    if (places.isEmpty()) {
      places.addAll(list(host, "VK_ICD_FILENAMES"));
    }
    if (places.isEmpty()) {
      places.addAll(list(host, "VK_ADD_DRIVER_FILES"));
      places.addAll(VULKAN);
    }
    Map<String, RegisteredDriver> byName = new LinkedHashMap<>();
    for (String place : places) {
      for (String file : files(host, place, ".json")) {
        if (!byName.containsKey(Names.last(file))) {
          Outcome<String> text = host.text(file);
          String json = text.answer().orElse("");
          String version = Patterns.member(json, "ICD", "api_version");
          byName.put(
              Names.last(file),
              isDenied(text)
                  ? RegisteredDriver.unread(file)
                  : RegisteredDriver.of(
                      search,
                      file,
                      Patterns.member(json, "ICD", "library_path"),
                      version.isEmpty() ? Optional.empty() : Optional.of(version)));
        }
      }
      if (isDenied(host.list(place))) {
        byName.put(place, RegisteredDriver.unread(place));
      }
    }
    return new ArrayList<>(byName.values());
  }

  private static boolean isDenied(Outcome<?> outcome) {
    return outcome instanceof Outcome.Failure<?> failure && failure.kind() == FailureKind.DENIED;
  }

  private static List<String> list(Host host, String variable) {
    List<String> values = new ArrayList<>();
    for (String value : host.variable(variable).answer().orElse("").split(":", -1)) {
      if (!value.isBlank()) {
        values.add(value);
      }
    }
    return values;
  }

  /** A file itself, or those of a directory that end so. */
  private static List<String> files(Host host, String place, String ending) {
    if (place.endsWith(ending)) {
      return host.status(place) instanceof Outcome.Answer<?> ? List.of(place) : List.of();
    }
    List<String> files = new ArrayList<>();
    for (String name : host.list(place).answer().orElse(List.of())) {
      if (name.endsWith(ending)) {
        files.add(Names.in(place, name));
      }
    }
    return files;
  }
}
