package io.envprobe.samples;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.python.PythonVocabulary;
import java.util.List;

/** An installer's choice: the first platform tag of a machine that a build exists for. */
public final class PickWheel {
  private PickWheel() {}

  /** Takes a baseline, then the platform tags that builds exist for. */
  public static void main(String[] arguments) {
    Profile machine = Baseline.named(arguments[0]).orElseThrow();
    List<String> builds = List.of(arguments).subList(1, arguments.length);
    for (String tag : new PythonVocabulary().tags(machine, TagOptions.NONE).texts()) {
      if (builds.contains(tag)) {
        System.out.println(tag);
        return;
      }
    }
    for (String build : builds) {
      System.out.println(
          build + ": " + new PythonVocabulary().why(machine, TagOptions.NONE, build).reason());
    }
  }
}
