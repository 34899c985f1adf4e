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
import io.envprobe.tag.platform.JuliaPlatform;
import io.envprobe.tag.platform.JuliaTriplet;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Julia's name of the platform: with everything that is known of it, and the bare one. */
public final class JuliaVocabulary implements Vocabulary {
  private static final Map<String, FactKey<?>> FACT_BY_TAG =
      Map.of(
          "os", OsFacts.OS_NAME,
          "os_version", OsFacts.KERNEL_VERSION,
          "libc", LibraryFacts.LIBC_NAME,
          "cxxlib_version", LibraryFacts.LIBSTDCXX_GLIBCXX,
          "cuda", CudaFacts.CUDA_VERSION,
          "march", CpuFacts.CPU_FEATURES);

  @Override
  public String name() {
    return "julia";
  }

  @Override
  public String title() {
    return "Julia platform";
  }

  @Override
  public String specification() {
    return "https://docs.julialang.org/en/v1/base/platforms/";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(
        OsFacts.OS_NAME,
        OsFacts.OS_ABI_ARCH,
        OsFacts.KERNEL_VERSION,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_FEATURES,
        CpuFacts.CPU_AARCH64_LEVEL,
        LibraryFacts.LIBC_NAME,
        LibraryFacts.LIBSTDCXX_GLIBCXX,
        CudaFacts.CUDA_VERSION);
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name(), profile);
    FactKey<String> archKey = words.archKey();
    Optional<String> os = words.known(OsFacts.OS_NAME, "", "*");
    Optional<String> arch = os.isEmpty() ? os : words.known(archKey, "", "*");
    if (os.isEmpty() || arch.isEmpty()) {
      return words.set();
    }
    List<FactKey<?>> facts = new ArrayList<>(List.of(OsFacts.OS_NAME, archKey));
    Map<String, String> tags = new TreeMap<>();
    if (os.get().equals("linux")) {
      Optional<String> libc = words.known(LibraryFacts.LIBC_NAME, "", "*");
      if (libc.isEmpty()) {
        return words.set();
      }
      tags.put("libc", libc.get());
      facts.add(LibraryFacts.LIBC_NAME);
    }
    JuliaPlatform bare = JuliaPlatform.of(arch.get(), os.get(), tags);
    if (bare.invalid().isPresent()) {
      return words.set();
    }
    List<FactKey<?>> all = new ArrayList<>(facts);
    addFurther(words, tags, all, os.get(), arch.get());
    String full = JuliaPlatform.of(arch.get(), os.get(), tags).triplet();
    words.add("", full, all.toArray(new FactKey<?>[0]));
    if (!full.equals(bare.triplet())) {
      words.add("", bare.triplet(), facts.toArray(new FactKey<?>[0]));
    }
    return words.set();
  }

  /** A platform holds where every tag that both have is the same: what it lacks, it takes. */
  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    TagSet set = tags(profile, options);
    Reasons reasons = new Reasons(profile, set, text);
    Optional<TagExplanation> held = reasons.held();
    if (held.isPresent()) {
      return held.get();
    }
    JuliaPlatform asked;
    try {
      asked = JuliaTriplet.parse(text, true);
    } catch (SyntaxException e) {
      return reasons.out("this is no platform: ".concat(String.valueOf(e.getMessage())));
    }
    if (set.tags().isEmpty()) {
      return Vocabulary.super.why(profile, options, text);
    }
    JuliaPlatform here = JuliaTriplet.parse(set.tags().get(0).text(), true);
    FactKey<String> archKey = new Words(name(), profile).archKey();
    for (Map.Entry<String, String> tag : asked.tags().entrySet()) {
      FactKey<?> key = tag.getKey().equals("arch") ? archKey : FACT_BY_TAG.get(tag.getKey());
      Optional<String> own = here.tag(tag.getKey());
      if (key != null) {
        JuliaPlatform one = new JuliaPlatform(Map.of(tag.getKey(), tag.getValue()));
        reasons.part(
            tag.getKey(), tag.getValue(), own.isPresent() && one.isTakenBy(here, true, true), key);
      }
    }
    TagExplanation answer = reasons.answer();
    return answer.ruling() == TagExplanation.Ruling.OUT && answer.facts().isEmpty()
        ? TagExplanation.in(
            text, "every tag that both have is the same or older", set.tags().get(0).facts())
        : answer;
  }

  private static void addFurther(
      Words words, Map<String, String> tags, List<FactKey<?>> facts, String os, String arch) {
    if (os.equals("macos")) {
      Optional<String> kernel = words.known(OsFacts.KERNEL_VERSION, "", "*-apple-darwin*");
      if (kernel.isPresent()) {
        tags.put("os_version", kernel.get());
        facts.add(OsFacts.KERNEL_VERSION);
      }
    }
    if (os.equals("linux")) {
      Optional<String> glibcxx = words.known(LibraryFacts.LIBSTDCXX_GLIBCXX, "", "*-libstdcxx*");
      if (glibcxx.isPresent()) {
        // Every libstdc++ since GCC 5 has both string ABIs; Julia itself is built with the new one.
        tags.put("cxxstring_abi", "cxx11");
        tags.put("cxxlib_version", glibcxx.get());
        facts.add(LibraryFacts.LIBSTDCXX_GLIBCXX);
      }
    }
    Optional<String> cuda = words.known(CudaFacts.CUDA_VERSION, "", "*-cuda+*");
    if (cuda.isPresent()) {
      tags.put("cuda", cuda.get());
      facts.add(CudaFacts.CUDA_VERSION);
    }
    Optional<List<String>> features = words.known(CpuFacts.CPU_FEATURES, "", "*-march+*");
    boolean arm = arch.equals("aarch64");
    String level = arm ? words.known(CpuFacts.CPU_AARCH64_LEVEL, "", "*-march+*").orElse("") : "";
    Optional<String> march =
        features.isEmpty() || (arm && words.isUnknown(CpuFacts.CPU_AARCH64_LEVEL))
            ? Optional.empty()
            : JuliaPlatform.march(arch, Set.copyOf(features.get()), level);
    if (march.isPresent()) {
      tags.put("march", march.get());
      facts.add(CpuFacts.CPU_FEATURES);
    }
  }
}
