package io.envprobe.cpu.internal.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CrossCheck;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OshiCrossCheckTest {
  /** Hides OSHI, as where it is not installed. */
  private static final class WithoutOshi extends URLClassLoader {
    WithoutOshi(URL own) {
      super(new URL[] {own}, OshiCrossCheckTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("oshi.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.equals(OshiCrossCheck.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Test
  void isInstalledWithThisModule() {
    List<String> detectors = CrossCheck.installed().stream().map(CrossCheck::detector).toList();
    assertEquals(List.of("OSHI"), detectors);
  }

  @Test
  void answersWhereOshiIsThere() {
    Reading<FactRecord> answer = new OshiCrossCheck().ask();
    assertTrue(answer.isPresent(), answer.toString());
  }

  @Test
  void isUnknownWhereOshiIsNot() throws IOException, ReflectiveOperationException {
    URL own = OshiCrossCheck.class.getProtectionDomain().getCodeSource().getLocation();
    try (WithoutOshi loader = new WithoutOshi(own)) {
      CrossCheck check =
          (CrossCheck)
              loader
                  .loadClass(OshiCrossCheck.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
      Reading.Unknown<?> unknown = (Reading.Unknown<?>) check.ask();
      assertEquals(UnknownCause.UNSUPPORTED, unknown.cause());
      assertTrue(unknown.detail().startsWith("OSHI is not there"), unknown.detail());
    }
  }
}
