package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider of the namespace {@code intel}, before of {@code xpu}: the IP versions of the
 * graphics devices, with those of the platforms whose code they run.
 *
 * @see <a href="https://github.com/wheelnext/intel-variant-provider">the plugin, at 9516bd2</a>
 */
public final class IntelProvider implements VariantProvider {
  /** The variable that states one IP version. */
  public static final String FORCE = "INTEL_VARIANT_PROVIDER_FORCE_DEVICE_IP";

  private static final String FEATURE = "device_ip";
  private static final long VENDOR = 0x8086;
  private static final Set<String> SYSTEMS = Set.of("Linux", "Windows");

  private final boolean old;

  private IntelProvider(boolean old) {
    this.old = old;
  }

  /** The provider of the namespace {@code intel}. */
  public static IntelProvider intel() {
    return new IntelProvider(false);
  }

  /** The same under its older name, of the namespace {@code xpu}. */
  public static IntelProvider xpu() {
    return new IntelProvider(true);
  }

  /**
   * A device as Level Zero describes it.
   *
   * @param vendor the PCI number of the maker
   * @param ipVersion the packed IP version
   */
  public record Device(long vendor, long ipVersion) {}

  /**
   * What Level Zero says.
   *
   * @param system as Python names it: {@code Linux}, {@code Windows}, {@code Darwin}
   * @param started whether the library is there and starts
   * @param devices of all drivers, in their order
   */
  public record LevelZero(String system, boolean started, List<Device> devices) {
    /** Copies the list. */
    public LevelZero {
      devices = List.copyOf(devices);
    }
  }

  private static final class Holder {
    static final Table TABLE = IntelDevicesTable.read();
  }

  @Override
  public String namespace() {
    return old ? "xpu" : "intel";
  }

  @Override
  public String packageName() {
    return old ? "provider-variant-xpu" : "intel-variant-provider";
  }

  @Override
  public String pluginApi() {
    return old
        ? "provider_variant_xpu.plugin:XpuVariantPlugin"
        : "intel_variant_provider.plugin:IntelVariantPlugin";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(GpuFacts.GPU_VENDORS, GpuFacts.LEVELZERO_DEVICES);
  }

  @Override
  public Set<FactKey<?>> lateFacts() {
    return Set.of(GpuFacts.LEVELZERO_DEVICES);
  }

  /** Only with a device of Intel. */
  @Override
  public boolean wantsLate(Profile profile, boolean shown) {
    return profile.reading(GpuFacts.GPU_VENDORS).asOptional().orElse(List.of()).contains("intel");
  }

  /** What the plugin answers where Level Zero says this. */
  public ProviderAnswer published(LevelZero facts, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    if (!SYSTEMS.contains(facts.system())) {
      return answer.error("NameError");
    }
    List<String> values = new ArrayList<>();
    String forced = environment.getOrDefault(FORCE, "");
    if (!forced.isEmpty()) {
      add(forced, values, answer);
    } else if (!facts.started()) {
      answer.warning("Level Zero is missing or does not start");
    } else {
      for (Device device : facts.devices()) {
        if (device.vendor() == VENDOR) {
          String ip = ip(device.ipVersion());
          add(ip, values, answer);
          Optional<String> base = base(ip);
          if (base.isPresent()) {
            add(base.get(), values, answer);
          }
        }
      }
    }
    if (values.isEmpty()) {
      answer.warning("no graphics device of Intel");
    }
    return answer.several(FEATURE, values).answer();
  }

  private static void add(String ip, List<String> values, ProviderAnswer.Builder answer) {
    boolean known = false;
    for (Table device : Holder.TABLE.tables("devices")) {
      known |= device.text("ip").equals(ip);
    }
    if (!known) {
      answer.warning("the device IP " + ip + " is not known to the plugin");
    } else if (!values.contains(ip)) {
      values.add(ip);
    }
  }

  private static String ip(long packed) {
    return (packed >> 22) + "." + ((packed >> 14) & 0xFF) + "." + (packed & 0x3F);
  }

  private static Optional<String> base(String ip) {
    for (Table device : Holder.TABLE.tables("devices")) {
      if (device.text("ip").equals(ip) && device.has("base")) {
        return Optional.of(device.text("base"));
      }
    }
    return Optional.empty();
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    return answer(profile, environment, true);
  }

  /** The devices as they are, those that the plugin does not know among them. */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    return answer(profile, environment, false);
  }

  private ProviderAnswer answer(
      Profile profile, Map<String, String> environment, boolean knownOnly) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    if (!environment.getOrDefault(FORCE, "").isEmpty()) {
      return published(new LevelZero("Linux", false, List.of()), environment);
    }
    ProfileFacts facts = new ProfileFacts(profile, namespace(), answer);
    Optional<List<String>> vendors = facts.known(GpuFacts.GPU_VENDORS, FEATURE);
    if (vendors.isEmpty() || !vendors.get().contains("intel")) {
      return answer.answer();
    }
    Optional<List<FactRecord>> devices = facts.known(GpuFacts.LEVELZERO_DEVICES, FEATURE);
    List<String> values = new ArrayList<>();
    for (FactRecord device : devices.orElse(List.of())) {
      String ip = device.text("ip").orElse("");
      if (ip.isEmpty() || !device.text("kind").orElse("gpu").equals("gpu")) {
        continue;
      }
      Optional<String> base = base(ip);
      if (knownOnly) {
        add(ip, values, answer);
      } else if (!values.contains(ip)) {
        values.add(ip);
      }
      if (base.isPresent() && !values.contains(base.get())) {
        values.add(base.get());
      }
    }
    return answer.several(FEATURE, values).answer();
  }
}
