package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.CondaDialect;
import io.envprobe.tag.platform.CondaHost;
import io.envprobe.tag.platform.CondaVirtualPackages;
import io.envprobe.tag.platform.VirtualPackage;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conda's virtual packages. Options: {@code dialect} (a {@link CondaDialect#word}, otherwise cep30,
 * whose answer is true where conda's is a fallback), {@code subdir}, and {@code CONDA_OVERRIDE_…},
 * which count before those of the machine's environment.
 */
public final class CondaVocabulary implements Vocabulary {
  private static final String PREFIX = "CONDA_OVERRIDE_";
  static final Map<String, FactKey<?>> FACT_BY_NAME =
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
    Set<FactKey<?>> facts = new HashSet<>(Overrides.FACTS);
    Collections.addAll(
        facts,
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
    return facts;
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
    Map<String, String> overrides = Overrides.of(profile, options);
    CondaHost host = host(words, subdir.get(), os.get(), arch.get(), overrides.keySet());
    if (host.cuda().isEmpty()
        && host.cudaArch().isPresent()
        && !overrides.containsKey("CONDA_OVERRIDE_CUDA")) {
      // Without __cuda there is no __cuda_arch.
      words.missing(CudaFacts.CUDA_VERSION, "", "__cuda_arch=*");
    }
    for (VirtualPackage found :
        CondaVirtualPackages.of(
            host, options.find("subdir").orElse(subdir.get()), overrides, dialect(options))) {
      if (overrides.containsKey(variable(found.name())) || isKnown(words, found, host)) {
        words.add("", found.toString(), decisive(profile, found.name(), overrides));
      }
    }
    return words.set();
  }

  /** What a package's version comes from; nothing where it is an option of the caller. */
  private static FactKey<?>[] decisive(
      Profile profile, String name, Map<String, String> overrides) {
    if (overrides.containsKey(variable(name))) {
      Optional<FactKey<?>> declared = Overrides.fact(profile, variable(name));
      return declared.isPresent() ? new FactKey<?>[] {declared.get()} : new FactKey<?>[0];
    }
    FactKey<?> key = FACT_BY_NAME.getOrDefault(name, OsFacts.OS_NAME);
    boolean archspec = name.equals("__archspec");
    return new FactKey<?>[] {
      archspec && profile.reading(CpuFacts.CPU_ARCHSPEC_COMPAT).isPresent()
          ? CpuFacts.CPU_ARCHSPEC_COMPAT
          : key
    };
  }

  /** The variable that overrides a package. */
  static String variable(String name) {
    return PREFIX.concat(name.substring(2).toUpperCase(Locale.ROOT));
  }

  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    return CondaReasons.why(tags(profile, options), profile, text);
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
    return words.isTold(CpuFacts.CPU_ARCHSPEC_COMPAT)
        ? CpuFacts.CPU_ARCHSPEC_COMPAT
        : CpuFacts.CPU_TARGET;
  }

  private static CondaHost host(
      Words words, String subdir, String os, String arch, Set<String> overridden) {
    boolean linux = os.equals("linux");
    Optional<String> libc =
        linux ? known(words, overridden, LibraryFacts.LIBC_NAME, "__glibc") : Optional.empty();
    boolean glibc = libc.isPresent() && libc.get().equals("glibc");
    Optional<Long> level = words.find(CpuFacts.CPU_LEVEL);
    return new CondaHost(
        subdir,
        known(words, overridden, archspecKey(words), "__archspec"),
        arch.equals("x86_64") && level.isPresent()
            ? Optional.of(level.get() < 2 ? "x86_64" : "x86_64_v" + level.get())
            : Optional.empty(),
        linux ? known(words, overridden, OsFacts.KERNEL_VERSION, "__linux") : Optional.empty(),
        glibc ? known(words, overridden, LibraryFacts.LIBC_VERSION, "__glibc") : Optional.empty(),
        libc.isPresent() && !glibc,
        os.equals("macos")
            ? known(words, overridden, OsFacts.OS_VERSION, "__osx")
            : Optional.empty(),
        os.equals("windows")
            ? known(words, overridden, OsFacts.OS_VERSION, "__win")
            : Optional.empty(),
        known(words, overridden, CudaFacts.CUDA_VERSION, "__cuda"),
        Optional.empty(),
        known(words, overridden, CudaFacts.CUDA_COMPUTE_CAPABILITY, "__cuda_arch"));
  }

  /** What a package would be made of; where an override stands for it, its lack is no loss. */
  private static Optional<String> known(
      Words words, Set<String> overridden, FactKey<String> key, String name) {
    return overridden.contains(variable(name))
        ? words.find(key)
        : words.known(key, "", name.concat("=*"));
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
}
