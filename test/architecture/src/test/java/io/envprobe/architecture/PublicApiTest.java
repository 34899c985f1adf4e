package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What others may build on is written down, one file for a module, and changes only together with
 * that file; -Denvprobe.update=true writes it.
 */
final class PublicApiTest {
  /** The text of each module of ours that exports something, by its name. */
  private static Map<String, String> modules() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    ClassLoader loader = PublicApiTest.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources("module-info.class"))) {
      ModuleDescriptor module;
      try (InputStream stream = url.openStream()) {
        module = ModuleDescriptor.read(stream);
      }
      List<String> packages =
          module.exports().stream()
              .filter(exported -> !exported.isQualified())
              .map(ModuleDescriptor.Exports::source)
              .sorted()
              .toList();
      if (module.name().startsWith("io.envprobe.") && !packages.isEmpty()) {
        texts.put(module.name(), text(URI.create(url.toString()), packages));
      }
    }
    return texts;
  }

  private static String text(URI descriptor, List<String> packages) throws IOException {
    if (!descriptor.getScheme().equals("jar")) {
      return text(Path.of(descriptor).resolveSibling(""), packages);
    }
    try (FileSystem jar = FileSystems.newFileSystem(descriptor, Map.of())) {
      return text(jar.getPath("/"), packages);
    }
  }

  private static String text(Path root, List<String> packages) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : packages) {
      text.append("package ").append(name).append("\n\n");
      List<String> types = new ArrayList<>();
      try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
            .forEach(file -> types.add(file.substring(0, file.length() - ".class".length())));
      }
      Collections.sort(types);
      for (String type : types) {
        text.append(Signatures.of(load(name + "." + type)));
      }
    }
    return text.toString();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thePublicApiIsWhatIsWrittenDown() throws IOException {
    Map<String, String> modules = modules();
    assertTrue(modules.containsKey("io.envprobe.compat"), modules.keySet().toString());
    Path directory = Files.createDirectories(DocumentsTest.root().resolve("config/api"));
    boolean update = Boolean.getBoolean("envprobe.update");
    for (Map.Entry<String, String> module : modules.entrySet()) {
      Path file = directory.resolve(module.getKey() + ".txt");
      if (update) {
        Files.writeString(file, module.getValue());
      }
      assertEquals(
          Files.exists(file) ? Files.readString(file) : "",
          module.getValue(),
          "the public API of "
              + module.getKey()
              + " is not the one of "
              + file
              + "; if that is meant, write it down: see CONTRIBUTING");
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(modules.keySet().stream().map(name -> name + ".txt").toList(), names);
    }
  }
}
