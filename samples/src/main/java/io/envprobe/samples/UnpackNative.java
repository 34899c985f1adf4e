package io.envprobe.samples;

import io.envprobe.engine.EnvProbe;
import io.envprobe.engine.NativeBuild;
import io.envprobe.engine.NativeBuilds;
import io.envprobe.engine.NativeChoice;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An installer: of the jars in a directory unpacks the one that was built for this machine. */
public final class UnpackNative {
  private UnpackNative() {}

  /** Takes a directory of jars, a directory to unpack into, and perhaps a baseline. */
  public static void main(String[] arguments) throws IOException {
    Path jars = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    Profile machine =
        arguments.length > 2 ? Baseline.named(arguments[2]).orElseThrow() : EnvProbe.detect();
    List<NativeBuild> builds = new ArrayList<>();
    try (Stream<Path> files = Files.list(jars)) {
      files.sorted().forEach(jar -> builds.add(NativeBuild.of(jar.getFileName().toString())));
    }
    NativeChoice choice = NativeBuilds.select(machine, builds);
    choice.explanation().forEach(System.out::println);
    if (choice.chosen().isPresent()) {
      unpack(jars.resolve(choice.chosen().get()), target);
    }
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && file.startsWith(target)) {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
          System.out.println("unpacked " + target.relativize(file));
        }
      }
    }
  }
}
