package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The provider of the namespace {@code ascend}: the type of the first device, the release of the
 * driver and that of the toolkit, each exactly. No fact of a profile holds these; a profile is
 * answered from what the user states.
 *
 * @see <a href="https://github.com/wheelnext/huawei-ascend-variant-provider">the plugin, at
 *     c5ea9f8</a>
 */
public final class AscendProvider implements VariantProvider {
  /** The variable that states the type of the device. */
  public static final String FORCE_TYPE = "ASCEND_VARIANT_PROVIDER_FORCE_NPU_TYPE";

  /** The variable that states the release of the driver. */
  public static final String FORCE_DRIVER = "ASCEND_VARIANT_PROVIDER_FORCE_DRIVER_VERSION";

  /** The variable that states the release of the toolkit. */
  public static final String FORCE_CANN = "ASCEND_VARIANT_PROVIDER_FORCE_CANN_VERSION";

  private static final String TOOLKIT = "ASCEND_TOOLKIT_HOME";

  /** The provider; it has no state. */
  public AscendProvider() {}

  @Override
  public String namespace() {
    return "ascend";
  }

  @Override
  public String packageName() {
    return "huawei-ascend-variant-provider";
  }

  @Override
  public String pluginApi() {
    return "huawei_ascend_variant_provider.plugin:AscendVariantPlugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of();
  }

  /** What the plugin answers where the tools and files say this. */
  public ProviderAnswer published(AscendFacts facts, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    answer.one("npu_type", forcedOr(environment, FORCE_TYPE, facts.npuSmi(), AscendProvider::type));
    answer.one(
        "driver_version",
        forcedOr(
            environment,
            FORCE_DRIVER,
            facts.npuSmi(),
            text -> version(Patterns.DRIVER.matcher(text))));
    // Without the tool the plugin gives up before it looks for the toolkit.
    Optional<String> toolkit =
        facts
            .npuSmi()
            .map(
                text ->
                    facts
                        .files()
                        .getOrDefault(
                            environment.getOrDefault(TOOLKIT, "")
                                + "/"
                                + facts.machine()
                                + "-linux/ascend_toolkit_install.info",
                            ""));
    answer.one(
        "cann_version",
        forcedOr(
            environment, FORCE_CANN, toolkit, text -> version(Patterns.TOOLKIT.matcher(text))));
    return answer.answer();
  }

  private interface Finder {
    Optional<String> find(String text);
  }

  private static List<String> forcedOr(
      Map<String, String> environment, String variable, Optional<String> text, Finder finder) {
    String forced = environment.getOrDefault(variable, "");
    Optional<String> value =
        forced.isEmpty() ? text.isEmpty() ? text : finder.find(text.get()) : Optional.of(forced);
    return value.isEmpty() ? List.of() : List.of(value.get());
  }

  private static Optional<String> type(String text) {
    Matcher matcher = Patterns.DEVICE.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    String type = name.startsWith("ascend") && name.length() > 6 ? name.substring(6) : name;
    if (type.equals("910")) {
      return Optional.of("a3");
    }
    if (type.startsWith("910b")) {
      return Optional.of("910b");
    }
    return Optional.of(type.startsWith("310p") ? "310p" : type);
  }

  private static Optional<String> version(Matcher matcher) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    StringBuilder version = new StringBuilder();
    version.append(number(matcher.group(1))).append('.').append(number(matcher.group(2)));
    if (matcher.group(3) != null) {
      version.append('.').append(number(matcher.group(3)));
    }
    if (matcher.group(4) != null) {
      version.append(".rc").append(number(matcher.group(4)));
    }
    return Optional.of(version.toString());
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    boolean stated =
        environment.containsKey(FORCE_TYPE)
            || environment.containsKey(FORCE_DRIVER)
            || environment.containsKey(FORCE_CANN);
    if (!stated) {
      return ProviderAnswer.of(namespace()).answer();
    }
    return published(new AscendFacts("", Optional.empty(), Map.of()), environment);
  }

  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    return published(profile, environment);
  }

  /** Compiled only where texts of the tools are read. */
  private static final class Patterns {
    private static final String NUMBERS = "(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?";
    static final Pattern DRIVER =
        Pattern.compile("Version:\\s*" + NUMBERS + "(?:\\.rc(\\d{1,9}))?");
    static final Pattern TOOLKIT = Pattern.compile("version=" + NUMBERS + "(?:\\.RC(\\d{1,9}))?");
    static final Pattern DEVICE =
        Pattern.compile(
            "^\\|\\s*\\d+\\s+(\\d+[A-Za-z]+\\d*|[A-Za-z]+\\d+[A-Za-z0-9]*)\\s+\\|",
            Pattern.MULTILINE);
  }
}
