package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.variant.provider.NvidiaFacts.Capability;
import io.envprobe.version.Pep440Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The provider of the namespace {@code nvidia}: bounds of the CUDA version of the driver, and the
 * code that its devices run.
 *
 * @see <a href="https://github.com/wheelnext/nvidia-variant-provider">the plugin, at ffea5d3</a>
 */
public final class NvidiaProvider implements VariantProvider {
  /** The variable that states the CUDA version of the driver. */
  public static final String FORCE_CUDA = "NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION";

  /** The variable that states the compute capability. */
  public static final String FORCE_SM = "NV_VARIANT_PROVIDER_FORCE_SM_ARCH";

  private static final String LOWER = "cuda_version_lower_bound";
  private static final String UPPER = "cuda_version_upper_bound";
  private static final String SM = "sm_arch";
  private static final int FIRST_MAJOR = 11;
  private static final int LAST_MAJOR = 15;
  private static final int LAST_MINOR = 20;
  private static final int LOWEST_SM = 5;
  private static final int LAST_SM_MINOR = 9;
  // A version with a larger number would only make a long list.
  private static final int NUMBER_LIMIT = 999;

  /** The provider; it has no state. */
  public NvidiaProvider() {}

  @Override
  public String namespace() {
    return "nvidia";
  }

  @Override
  public String packageName() {
    return "nvidia-variant-provider";
  }

  @Override
  public String pluginApi() {
    return "nvidia_variant_provider.plugin:NvidiaVariantPlugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(CudaFacts.CUDA_VERSION, CudaFacts.CUDA_COMPUTE_CAPABILITIES);
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder unknown = ProviderAnswer.of(namespace());
    ProfileFacts facts = new ProfileFacts(profile, namespace(), unknown);
    Optional<Version> version = cudaVersion(facts);
    // Without a device the plugin fails as a whole, so that nothing of it is known without them.
    boolean stated = !environment.getOrDefault(FORCE_SM, "").isEmpty();
    if (!stated && version.isPresent() && facts.isUnknown(CudaFacts.CUDA_COMPUTE_CAPABILITIES)) {
      facts.known(CudaFacts.CUDA_COMPUTE_CAPABILITIES, "*");
      return unknown.answer();
    }
    List<Capability> devices = capabilities(facts);
    ProviderAnswer answer =
        published(
            version.isEmpty()
                ? NvidiaFacts.NONE
                : new NvidiaFacts(
                    true,
                    OptionalInt.of(version.get().major() * 1000 + version.get().minor() * 10),
                    devices),
            environment);
    return new ProviderAnswer(
        answer.namespace(),
        answer.features(),
        answer.warnings(),
        answer.error(),
        unknown.answer().unknown());
  }

  private static Optional<Version> cudaVersion(ProfileFacts facts) {
    Optional<String> text = facts.known(CudaFacts.CUDA_VERSION, "*");
    return text.isEmpty() ? Optional.empty() : Version.parse(text.get());
  }

  private static List<Capability> capabilities(ProfileFacts facts) {
    List<Capability> devices = new ArrayList<>();
    for (String text : facts.known(CudaFacts.CUDA_COMPUTE_CAPABILITIES, SM).orElse(List.of())) {
      Optional<Version> version = Version.parse(text);
      if (version.isPresent()) {
        devices.add(new Capability(version.get().major(), version.get().minor()));
      }
    }
    return devices;
  }

  /** What the plugin answers where the library says this. */
  public ProviderAnswer published(NvidiaFacts facts, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    String forced = environment.getOrDefault(FORCE_CUDA, "");
    Version cuda;
    if (!forced.isEmpty()) {
      Optional<Pep440Version> version = Pep440Version.tryParse(forced);
      if (version.isEmpty()) {
        return answer.error("InvalidVersion");
      }
      List<String> release = version.get().release();
      cuda = Version.of(release.get(0), release.size() < 2 ? "0" : release.get(1));
    } else if (!facts.loaded()) {
      return answer.answer();
    } else if (facts.cudaVersion().isEmpty()) {
      return answer.warning("the driver does not tell its CUDA version").answer();
    } else {
      int number = facts.cudaVersion().getAsInt();
      cuda = new Version(number / 1000, number % 1000 / 10);
      if (cuda.isBefore(FIRST_MAJOR, 0) || new Version(LAST_MAJOR, LAST_MINOR).isBefore(cuda)) {
        return answer.warning("CUDA " + cuda + " is outside 11.0 to 15.20").answer();
      }
    }
    answer.one(LOWER, lowerBounds(cuda)).one(UPPER, upperBounds(cuda));
    String forcedSm = environment.getOrDefault(FORCE_SM, "");
    if (!forcedSm.isEmpty()) {
      return withForcedSm(answer, forcedSm);
    }
    if (!facts.loaded()) {
      return answer.answer();
    }
    return facts.devices().isEmpty()
        ? answer.error("IndexError")
        : withSm(answer, Collections.max(facts.devices()));
  }

  /** As Python's {@code int} reads the two sides of the first dot. */
  private static ProviderAnswer withForcedSm(ProviderAnswer.Builder answer, String text) {
    int dot = text.indexOf('.');
    OptionalInt major = integer(dot < 0 ? text : text.substring(0, dot));
    OptionalInt minor = dot < 0 ? OptionalInt.empty() : integer(text.substring(dot + 1));
    if (major.isEmpty() || minor.isEmpty()) {
      return answer.error("ValueError");
    }
    if (major.getAsInt() < 0 || minor.getAsInt() < 0) {
      return answer.error("InvalidVersion");
    }
    return withSm(answer, new Capability(major.getAsInt(), minor.getAsInt()));
  }

  private static OptionalInt integer(String text) {
    String number = text.strip();
    int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    boolean valid = number.length() > start && number.length() - start <= 3;
    for (int i = start; i < number.length(); i++) {
      valid &= number.charAt(i) >= '0' && number.charAt(i) <= '9';
    }
    return valid ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
  }

  private static ProviderAnswer withSm(ProviderAnswer.Builder answer, Capability device) {
    if (device.major() < LOWEST_SM) {
      return answer.warning("the compute capability is below 5.0").answer();
    }
    List<String> values = new ArrayList<>();
    for (int minor = device.minor(); minor >= 0; minor--) {
      values.add(code(device.major(), minor, "_real"));
    }
    values.add(code(device.major(), 0, "_virtual"));
    return answer.several(SM, values).answer();
  }

  private static String code(int major, int minor, String kind) {
    return Integer.toString(major).concat(Integer.toString(minor)).concat(kind);
  }

  private static List<String> lowerBounds(Version cuda) {
    List<String> values = new ArrayList<>();
    for (int major = cuda.major(); major >= FIRST_MAJOR; major--) {
      addBounds(values, major, major < cuda.major() ? LAST_MINOR : cuda.minor(), 0);
      values.add(Integer.toString(major));
    }
    return values;
  }

  private static List<String> upperBounds(Version cuda) {
    List<String> values = new ArrayList<>();
    for (int major = LAST_MAJOR; major >= cuda.major(); major--) {
      addBounds(values, major, LAST_MINOR, major > cuda.major() ? 0 : cuda.minor() + 1);
      if (major > cuda.major()) {
        values.add(Integer.toString(major));
      }
    }
    return values;
  }

  private static void addBounds(List<String> values, int major, int from, int to) {
    for (int minor = from; minor >= to; minor--) {
      values.add(Integer.toString(major).concat(".").concat(Integer.toString(minor)));
    }
  }

  /**
   * The bounds as the plugin has them, and the code that every device runs: machine code of the
   * same major number, and intermediate code of any lower capability.
   */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    if (!environment.getOrDefault(FORCE_CUDA, "").isEmpty()
        || !environment.getOrDefault(FORCE_SM, "").isEmpty()) {
      return published(profile, environment);
    }
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    ProfileFacts facts = new ProfileFacts(profile, namespace(), answer);
    Optional<Version> cuda = cudaVersion(facts);
    if (cuda.isEmpty() || cuda.get().isBefore(FIRST_MAJOR, 0)) {
      return answer.answer();
    }
    answer.one(LOWER, lowerBounds(cuda.get())).one(UPPER, upperBounds(cuda.get()));
    List<Capability> devices = capabilities(facts);
    return devices.isEmpty() ? answer.answer() : answer.several(SM, codeForAll(devices)).answer();
  }

  private static List<String> codeForAll(List<Capability> devices) {
    List<String> values = new ArrayList<>();
    Capability lowest = Collections.min(devices);
    for (int minor = lowest.minor(); minor >= 0; minor--) {
      boolean byAll = true;
      for (Capability device : devices) {
        byAll &= runs(device, new Capability(lowest.major(), minor));
      }
      if (byAll) {
        values.add(code(lowest.major(), minor, "_real"));
      }
    }
    for (int major = lowest.major(); major >= LOWEST_SM; major--) {
      for (int minor = major == lowest.major() ? lowest.minor() : LAST_SM_MINOR;
          minor >= 0;
          minor--) {
        values.add(code(major, minor, "_virtual"));
      }
    }
    return values;
  }

  /** Machine code of embedded devices and of others does not run on each other. */
  private static boolean runs(Capability device, Capability code) {
    boolean embedded = isEmbedded(device) || isEmbedded(code);
    return embedded
        ? device.equals(code)
        : device.major() == code.major() && device.minor() >= code.minor();
  }

  private static boolean isEmbedded(Capability capability) {
    return EmbeddedDevices.CAPABILITIES.contains(
        Integer.toString(capability.major())
            .concat(".")
            .concat(Integer.toString(capability.minor())));
  }

  private record Version(int major, int minor) {
    static Version of(String major, String minor) {
      return new Version(bounded(major), bounded(minor));
    }

    private static int bounded(String digits) {
      return digits.length() > 3 ? NUMBER_LIMIT : Integer.parseInt(digits);
    }

    static Optional<Version> parse(String text) {
      Optional<Pep440Version> version = Pep440Version.tryParse(text);
      if (version.isEmpty()) {
        return Optional.empty();
      }
      List<String> release = version.get().release();
      return Optional.of(of(release.get(0), release.size() < 2 ? "0" : release.get(1)));
    }

    boolean isBefore(int otherMajor, int otherMinor) {
      return major != otherMajor ? major < otherMajor : minor < otherMinor;
    }

    boolean isBefore(Version other) {
      return isBefore(other.major, other.minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
