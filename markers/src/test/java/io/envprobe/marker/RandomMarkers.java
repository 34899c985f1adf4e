package io.envprobe.marker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random expressions and environments from few words, so that they meet often. */
final class RandomMarkers {
  private static final String[] ORDER = {"==", "!=", "<", "<=", ">", ">="};
  private static final String[] EQUALITY = {"==", "!="};
  private static final String[] PYTHON = {"3.8", "3.9.1", "3.10", "3.13.0rc1", "3.13", "2.7"};
  private static final String[] TEXTS = {"linux", "darwin", "win32", "linux darwin", "in", "x"};
  private static final String[] VERSIONS = {"12.4", "12.10", "11", "12.4.1", "12.4-x"};

  private final Random random;

  RandomMarkers(Random random) {
    this.random = random;
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  String marker(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return atom();
    }
    String joined = marker(depth - 1) + one(" and ", " or ") + marker(depth - 1);
    return random.nextBoolean() ? "(" + joined + ")" : joined;
  }

  private String atom() {
    return switch (random.nextInt(13)) {
      case 0 -> "python_version " + one(ORDER) + " '" + one("3.8", "3.9", "3.10", "3.13") + "'";
      case 1 -> "python_full_version " + one(ORDER) + " '" + one(PYTHON) + "'";
      case 2 -> "python_full_version " + one(EQUALITY) + " '3." + random.nextInt(14) + ".*'";
      case 3 -> "'" + one(PYTHON) + "' " + one(ORDER) + " python_full_version";
      case 4 -> "sys_platform " + one(EQUALITY) + " '" + one(TEXTS) + "'";
      case 5 -> "sys_platform " + one("in", "not in") + " '" + one(TEXTS) + "'";
      case 6 -> "'" + one(TEXTS) + "' " + one("in", "not in") + " sys_platform";
      case 7 -> "extra " + one(EQUALITY) + " '" + one("a", "B", "") + "'";
      case 8 -> "cuda_version " + one(ORDER) + " '" + one(VERSIONS) + "'";
      case 9 -> one("cuda_version", "cpu_features") + " " + one(EQUALITY) + " ''";
      case 10 -> "'" + one("avx", "avx2") + "' " + one("in", "not in") + " cpu_features";
      case 11 -> "x86_64_level " + one(ORDER) + " '" + random.nextInt(5) + "'";
      default -> "platform_release " + one(ORDER) + " '" + one("5.4", "6.8.0-x", "6", "x") + "'";
    };
  }

  MarkerEnvironment environment() {
    Map<String, @Nullable Object> values = new HashMap<>();
    String full =
        one("3.8.0", "3.8.5", "3.9.1", "3.10.0", "3.13.0a1", "3.13.0rc1", "3.13.0", "2.7.18");
    values.put("python_full_version", full);
    values.put("python_version", full.substring(0, full.indexOf('.', 2)));
    values.put("sys_platform", one(TEXTS));
    values.put("extra", one("a", "b", "", "c"));
    values.put("cuda_version", one(VERSIONS));
    values.put("x86_64_level", random.nextInt(5));
    values.put("platform_release", one("5.4", "6.8.0-x", "6.1", "x", "5.4.1a1", "6+x"));
    values.put("cpu_features", List.of(one("avx", "avx2"), one("avx", "avx512f")));
    for (String name : List.of("cuda_version", "x86_64_level", "cpu_features")) {
      if (random.nextInt(4) == 0) {
        values.put(name, null);
      }
    }
    return MarkerEnvironment.of(values);
  }
}
