package io.envprobe.cli.machine;

import io.envprobe.host.LiveHost;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import io.envprobe.probe.Profiler;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is installed, in the order in which it is asked.
 *
 * <p>{@link java.util.ServiceLoader} finds it, but looks into every jar for that, and a start of
 * the runnable jar alone has nothing to find: then its own providers are made by their names. A jar
 * of another name may be somebody's own assembly with more of them, and is looked into.
 */
public final class Installed {
  /** The providers of the runnable jar; a test compares them with its service files. */
  static final List<String> PROBE_PROVIDERS =
      List.of(
          "io.envprobe.cpu.CpuProbes",
          "io.envprobe.probe.system.SystemProbes",
          "io.envprobe.gpu.GpuProbes",
          "io.envprobe.libs.LibsProbes",
          "io.envprobe.blas.BlasProbes");

  private static final String JAR = "probe.jar";

  private Installed() {}

  /** A profiler over the probes of every module that is installed. */
  public static Profiler profiler() {
    return isAlone() ? new Profiler(named()) : Profiler.installed();
  }

  /** The vocabularies of this program, and those that other jars add. */
  public static List<Vocabulary> vocabularies() {
    return isAlone() ? StandardVocabularies.all() : StandardVocabularies.withInstalled();
  }

  /** Whether no other jar can add anything. */
  public static boolean isAlone() {
    String path = property("java.class.path");
    boolean named = path.equals(JAR) || path.endsWith(property("file.separator") + JAR);
    return named
        && !path.contains(property("path.separator"))
        && property("jdk.module.path").isEmpty();
  }

  private static String property(String name) {
    return new LiveHost(Set.of()).property(name).answer().orElse("");
  }

  private static List<Probe> named() {
    List<Probe> probes = new ArrayList<>();
    for (String name : PROBE_PROVIDERS) {
      try {
        Object provider = Class.forName(name).getConstructor().newInstance();
        probes.addAll(((ProbeProvider) provider).probes());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the jar lacks its provider " + name, e);
      }
    }
    return probes;
  }
}
