package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * NVIDIA's part of the kernel.
 *
 * @param release absent where there is none
 * @param flavour {@code proprietary}, {@code open}, {@code tegra}, {@code wsl}
 */
record KernelDriver(Reading<String> release, Reading<String> flavour, List<Evidence> evidence) {
  static final String VERSION_FILE = "/proc/driver/nvidia/version";
  static final String MODULE_FILE = "/sys/module/nvidia/version";
  static final String WSL_DEVICE = "/dev/dxg";
  private static final String TEGRA_MODULE = "/sys/module/nvgpu";
  private static final String TEGRA_RELEASE = "/etc/nv_tegra_release";

  KernelDriver {
    evidence = List.copyOf(evidence);
  }

  /** Whether it is known that it is there. */
  boolean isPresent() {
    return release.isPresent() || flavour.isPresent();
  }

  boolean is(String name) {
    return flavour.asOptional().orElse("").equals(name);
  }

  static KernelDriver read(Host host) {
    List<Evidence> evidence = new ArrayList<>();
    Outcome<String> text = host.text(VERSION_FILE);
    Outcome<String> module = host.text(MODULE_FILE);
    String fromText = release(text.answer().orElse(""));
    String fromModule = release(module.answer().orElse(""));
    if (!fromText.isEmpty() || !fromModule.isEmpty()) {
      boolean open = text.answer().orElse("").contains("Open Kernel Module");
      if (!fromText.isEmpty()) {
        evidence.add(Evidence.file(VERSION_FILE, firstLine(text.answer().orElse(""))));
      }
      if (!fromModule.isEmpty()) {
        evidence.add(Evidence.file(MODULE_FILE, fromModule));
      }
      return new KernelDriver(
          Reading.present(fromText.isEmpty() ? fromModule : fromText),
          fromText.isEmpty()
              ? Reading.unknown(UnknownCause.UNSUPPORTED, VERSION_FILE + " does not tell")
              : Reading.present(open ? "open" : "proprietary"),
          evidence);
    }
    if (host.status(WSL_DEVICE) instanceof Outcome.Answer<?>) {
      return elsewhere("wsl", "the driver is Windows' own; its library tells", WSL_DEVICE);
    }
    for (String path : List.of(TEGRA_MODULE, TEGRA_RELEASE)) {
      if (host.status(path) instanceof Outcome.Answer<?>) {
        return elsewhere("tegra", "drivers of Tegra are not counted in releases", path);
      }
    }
    evidence.add(Evidence.file(VERSION_FILE, ""));
    evidence.add(Evidence.file(MODULE_FILE, ""));
    return none(text, module, evidence);
  }

  private static KernelDriver elsewhere(String flavour, String detail, String path) {
    return new KernelDriver(
        Reading.unknown(UnknownCause.UNSUPPORTED, detail),
        Reading.present(flavour),
        List.of(Evidence.file(path, "")));
  }

  /** A file that is there and tells nothing does not prove that there is no driver. */
  private static KernelDriver none(
      Outcome<String> text, Outcome<String> module, List<Evidence> evidence) {
    for (Outcome<String> outcome : List.of(text, module)) {
      if (outcome instanceof Outcome.Answer<String> answer) {
        Reading<String> odd =
            Reading.unknown(
                UnknownCause.MALFORMED, "no release in '" + firstLine(answer.value()) + "'");
        return new KernelDriver(odd, odd, evidence);
      }
      Outcome.Failure<String> failure = (Outcome.Failure<String>) outcome;
      if (failure.kind() != FailureKind.NOT_FOUND) {
        Reading<String> unread = Reading.unknown(failure.kind().cause(), failure.detail());
        return new KernelDriver(unread, unread, evidence);
      }
    }
    return new KernelDriver(Reading.absent(), Reading.absent(), evidence);
  }

  /** The first word of a text that is a release: {@code 375.74}, {@code 550.144.03}. */
  static String release(String text) {
    StringTokenizer words = new StringTokenizer(firstLine(text));
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (isRelease(word)) {
        return word;
      }
    }
    return "";
  }

  /** Two or three numbers, the first one a branch, which has three digits. */
  static boolean isRelease(String word) {
    int dots = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean dot = c == '.' && i > 0 && word.charAt(i - 1) != '.' && i + 1 < word.length();
      if (!dot && (c < '0' || c > '9')) {
        return false;
      }
      dots += dot ? 1 : 0;
    }
    return (dots == 1 || dots == 2) && word.indexOf('.') == 3 && word.length() <= 14;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
