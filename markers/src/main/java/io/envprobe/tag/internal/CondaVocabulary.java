package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.CondaDialect;
import io.envprobe.tag.platform.CondaHost;
import io.envprobe.tag.platform.CondaVirtualPackages;
import io.envprobe.tag.platform.VirtualPackage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conda's virtual packages. Options: {@code dialect} (a {@link CondaDialect#word}, otherwise cep30,
 * whose answer is true where conda's is a fallback), {@code subdir}, and {@code CONDA_OVERRIDE_…}
 * as in the environment.
 */
public final class CondaVocabulary implements Vocabulary {
  private static final Map<String, FactKey<?>> FACT_BY_NAME =
      Map.of(
          "__archspec", CpuFacts.CPU_TARGET,
          "__cuda", CudaFacts.CUDA_VERSION,
          "__cuda_arch", CudaFacts.CUDA_COMPUTE_CAPABILITY,
          "__glibc", LibraryFacts.LIBC_VERSION,
          "__linux", OsFacts.KERNEL_VERSION,
          "__osx", OsFacts.OS_VERSION,
          "__unix", OsFacts.OS_NAME,
          "__win", OsFacts.OS_VERSION);

  @Override
  public String name() {
    return "conda";
  }

  @Override
  public String title() {
    return "Conda virtual packages";
  }

  @Override
  public String specification() {
    return "https://conda.org/learn/ceps/cep-0030/";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(
        OsFacts.OS_NAME,
        OsFacts.OS_ABI_ARCH,
        OsFacts.OS_VERSION,
        OsFacts.KERNEL_VERSION,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_TARGET,
        CpuFacts.CPU_ARCHSPEC_COMPAT,
        CpuFacts.CPU_LEVEL,
        LibraryFacts.LIBC_NAME,
        LibraryFacts.LIBC_VERSION,
        CudaFacts.CUDA_VERSION,
        CudaFacts.CUDA_COMPUTE_CAPABILITY);
  }

  @Override
  public int best() {
    return 8;
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name(), profile);
    Optional<String> os = words.known(OsFacts.OS_NAME, "", "__*");
    Optional<String> arch = os.isEmpty() ? os : words.known(words.archKey(), "", "__*");
    if (os.isEmpty() || arch.isEmpty()) {
      return words.set();
    }
    Optional<String> subdir = CondaVirtualPackages.subdir(os.get(), arch.get());
    if (subdir.isEmpty()) {
      return words.set();
    }
    CondaHost host = host(words, subdir.get(), os.get(), arch.get());
    for (VirtualPackage found :
        CondaVirtualPackages.of(
            host,
            options.find("subdir").orElse(subdir.get()),
            overrides(options),
            dialect(options))) {
      if (isKnown(words, found, host)) {
        words.add("", found.toString(), FACT_BY_NAME.getOrDefault(found.name(), OsFacts.OS_NAME));
      }
    }
    return words.set();
  }

  /** A client writes a fallback for what it does not know; here that is an unknown word. */
  private static boolean isKnown(Words words, VirtualPackage found, CondaHost host) {
    return switch (found.name()) {
      case "__linux" -> !found.version().equals("0") || !isNative(host, "linux");
      case "__osx" -> !found.version().equals("0") || !isNative(host, "osx");
      case "__win" -> !found.version().equals("0") || !isNative(host, "win");
      case "__archspec" -> host.archspec().isPresent() || !words.isUnknown(archspecKey(words));
      default -> true;
    };
  }

  private static boolean isNative(CondaHost host, String system) {
    return host.subdir().startsWith(system + "-");
  }

  /** What archspec itself would answer here, quirks included, where that is known. */
  private static FactKey<String> archspecKey(Words words) {
    return words.find(CpuFacts.CPU_ARCHSPEC_COMPAT).isPresent()
        ? CpuFacts.CPU_ARCHSPEC_COMPAT
        : CpuFacts.CPU_TARGET;
  }

  private static CondaHost host(Words words, String subdir, String os, String arch) {
    boolean linux = os.equals("linux");
    Optional<String> libc =
        linux ? words.known(LibraryFacts.LIBC_NAME, "", "__glibc=*") : Optional.empty();
    boolean glibc = libc.isPresent() && libc.get().equals("glibc");
    Optional<Long> level = words.find(CpuFacts.CPU_LEVEL);
    return new CondaHost(
        subdir,
        words.known(archspecKey(words), "", "__archspec=*"),
        arch.equals("x86_64") && level.isPresent()
            ? Optional.of(level.get() < 2 ? "x86_64" : "x86_64_v" + level.get())
            : Optional.empty(),
        linux ? words.known(OsFacts.KERNEL_VERSION, "", "__linux=*") : Optional.empty(),
        glibc ? words.known(LibraryFacts.LIBC_VERSION, "", "__glibc=*") : Optional.empty(),
        libc.isPresent() && !glibc,
        os.equals("macos") ? words.known(OsFacts.OS_VERSION, "", "__osx=*") : Optional.empty(),
        os.equals("windows") ? words.known(OsFacts.OS_VERSION, "", "__win=*") : Optional.empty(),
        words.known(CudaFacts.CUDA_VERSION, "", "__cuda=*"),
        Optional.empty(),
        words.known(CudaFacts.CUDA_COMPUTE_CAPABILITY, "", "__cuda_arch=*"));
  }

  private static CondaDialect dialect(TagOptions options) {
    String word = options.find("dialect").orElse(CondaDialect.CEP30.word());
    Optional<CondaDialect> dialect = CondaDialect.find(word);
    if (dialect.isEmpty()) {
      throw new IllegalArgumentException(
          "no conda dialect: " + word + "; cep30, conda, rattler or mamba");
    }
    return dialect.get();
  }

  private static Map<String, String> overrides(TagOptions options) {
    Map<String, String> overrides = new TreeMap<>();
    for (Map.Entry<String, String> option : options.values().entrySet()) {
      if (option.getKey().startsWith("CONDA_OVERRIDE_")) {
        overrides.put(option.getKey(), option.getValue());
      }
    }
    return overrides;
  }
}
