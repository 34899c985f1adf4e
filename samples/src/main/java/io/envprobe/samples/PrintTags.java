package io.envprobe.samples;

import io.envprobe.fact.Profile;
import io.envprobe.host.LiveHost;
import io.envprobe.probe.Profiler;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.python.PythonVocabulary;
import java.time.Duration;
import java.util.Set;

/** Prints the Python platform tags of this machine, best first. */
public final class PrintTags {
  private PrintTags() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    PythonVocabulary python = new PythonVocabulary();
    Profile profile =
        Profiler.installed()
            .profile(new LiveHost(Set.of()), python.facts(), Profile.EMPTY, Duration.ofSeconds(5));
    for (Tag tag : python.tags(profile, TagOptions.NONE).tags()) {
      System.out.println(tag.text());
    }
  }
}
