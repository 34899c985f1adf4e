package io.envprobe.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.probe.ProbeProvider;
import io.envprobe.probe.Profiler;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Vocabulary;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class InstalledTest {
  @Test
  void theProvidersThatAreMadeByNameAreThoseThatServiceLoaderFinds() {
    Set<String> found = new TreeSet<>();
    ServiceLoader.load(ProbeProvider.class).forEach(each -> found.add(each.getClass().getName()));
    assertEquals(found, new TreeSet<>(Installed.PROBE_PROVIDERS));
  }

  @Test
  void onAClassPathOfSeveralJarsServiceLoaderIsAsked() {
    assertEquals(Profiler.installed().provides(), Installed.profiler().provides());
    assertEquals(names(StandardVocabularies.withInstalled()), names(Installed.vocabularies()));
  }

  private static List<String> names(List<Vocabulary> vocabularies) {
    return vocabularies.stream().map(Vocabulary::name).toList();
  }
}
