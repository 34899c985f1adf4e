package io.envprobe.integration;

import io.envprobe.engine.DetectOptions;
import io.envprobe.engine.EnvProbe;
import io.envprobe.engine.NativeBuilds;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Profile;
import io.envprobe.host.SysrootHost;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;

/** A program that embeds the library: says of an image in which rack it stands, and of itself. */
public final class Embedder {
  private Embedder() {}

  /** Takes the root of an image. */
  public static void main(String[] words) {
    DetectOptions image =
        DetectOptions.DEFAULT
            .everything()
            .limit(Duration.ofSeconds(60))
            .host(SysrootHost.of(Path.of(words[0])));
    Profile profile = EnvProbe.detect(image);
    System.out.println(
        profile.reading(FactKey.foreign("example.rack", FactType.TEXT)).asOptional().orElse("-"));
    for (Vocabulary vocabulary : StandardVocabularies.withInstalled()) {
      if (vocabulary.name().equals("rack")) {
        System.out.println(vocabulary.tags(profile, TagOptions.NONE).texts());
      }
    }
    System.out.println(
        NativeBuilds.select(EnvProbe.detect(), "linux-x86_64", "linux-aarch64", "osx-x86_64")
            .chosen());
  }
}
