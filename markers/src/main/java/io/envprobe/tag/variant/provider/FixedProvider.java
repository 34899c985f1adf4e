package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider whose plugin answers the same everywhere, because wheels bring the library along:
 * {@code blas_lapack} and {@code openmp}. The order is a preference, not a finding.
 */
public final class FixedProvider implements VariantProvider {
  private static final class Holder {
    static final Table TABLE = FixedValuesTable.read();
  }

  private final String namespace;

  private FixedProvider(String namespace) {
    this.namespace = namespace;
  }

  /** The provider of {@code blas_lapack}. */
  public static FixedProvider blasLapack() {
    return new FixedProvider("blas_lapack");
  }

  /** The provider of {@code openmp}. */
  public static FixedProvider openMp() {
    return new FixedProvider("openmp");
  }

  private Table row() {
    return Holder.TABLE.table(namespace);
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String packageName() {
    return row().text("package");
  }

  @Override
  public String pluginApi() {
    return row().text("plugin-api");
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(OsFacts.OS_NAME, OsFacts.OS_ABI_ARCH, CpuFacts.CPU_ARCH, installed());
  }

  @Override
  public Set<FactKey<?>> lateFacts() {
    return Set.of(installed());
  }

  /** What is installed only orders the values. */
  @Override
  public boolean wantsLate(Profile profile, boolean shown) {
    return shown;
  }

  private FactKey<List<String>> installed() {
    return namespace.equals("openmp") ? LibraryFacts.OPENMP_RUNTIMES : LibraryFacts.BLAS_PROVIDERS;
  }

  /** What the plugin answers on every machine. */
  public ProviderAnswer published() {
    List<String> values = new ArrayList<>();
    for (Table value : row().tables("values")) {
      values.add(value.text("name"));
    }
    return ProviderAnswer.of(namespace).one("provider", values).answer();
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    return published();
  }

  /**
   * The libraries that are made for the operating system and the architecture; those that are
   * installed come first, because packages that use them need no copy of their own.
   */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace);
    ProfileFacts facts = new ProfileFacts(profile, namespace, answer);
    Optional<String> os = facts.known(OsFacts.OS_NAME, "provider");
    Optional<String> arch =
        os.isEmpty() ? os : facts.known(ProfileFacts.archKey(profile), "provider");
    if (os.isEmpty() || arch.isEmpty()) {
      return answer.answer();
    }
    List<String> here = profile.reading(installed()).asOptional().orElse(List.of());
    List<String> values = new ArrayList<>();
    int first = 0;
    for (Table value : row().tables("values")) {
      boolean made =
          (!value.has("os") || value.texts("os").contains(os.get()))
              && (!value.has("arch") || value.texts("arch").contains(arch.get()));
      boolean found = !Collections.disjoint(value.texts("installed"), here);
      if (made && found) {
        values.add(first++, value.text("name"));
      } else if (made) {
        values.add(value.text("name"));
      }
    }
    return answer.one("provider", values).answer();
  }
}
