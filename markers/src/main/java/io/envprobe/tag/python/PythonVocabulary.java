package io.envprobe.tag.python;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Python's platform tags or, where an interpreter is asked for, its full tags.
 *
 * <p>Options: {@value #ORDER} (a {@link TagOrder#word}, otherwise packaging) and {@value #PYTHON}
 * (as {@link PythonInterpreter#parse} reads it, or {@value #FROM_PROFILE} for the interpreter of
 * the profile).
 */
public final class PythonVocabulary implements Vocabulary {
  /** The option that names the order. */
  public static final String ORDER = "order";

  /** The option that asks for full tags. */
  public static final String PYTHON = "python";

  /** The value of {@link #PYTHON} that means the interpreter of the profile. */
  public static final String FROM_PROFILE = "profile";

  private static final Set<FactKey<?>> FACTS =
      Set.of(
          OsFacts.OS_NAME,
          OsFacts.OS_VERSION,
          OsFacts.OS_ABI_ARCH,
          OsFacts.OS_ABI_BITS,
          OsFacts.OS_ABI_FLOAT,
          OsFacts.KERNEL_MACHINE,
          OsFacts.KERNEL_VERSION,
          CpuFacts.CPU_ARCH,
          LibraryFacts.LIBC_NAME,
          LibraryFacts.LIBC_VERSION,
          LibraryFacts.LIBC_ALL,
          PythonFacts.PYTHON_PATH,
          PythonFacts.PYTHON_IMPLEMENTATION,
          PythonFacts.PYTHON_VERSION,
          PythonFacts.PYTHON_ABIS,
          PythonFacts.PYTHON_FREE_THREADED,
          PythonFacts.PYTHON_LIBC,
          PythonFacts.PYTHON_ARCH,
          PythonFacts.PYTHON_MANYLINUX_OVERRIDE);

  /** The vocabulary; it has no state. */
  public PythonVocabulary() {}

  @Override
  public String name() {
    return "python";
  }

  @Override
  public String title() {
    return "Python wheel tags";
  }

  @Override
  public String specification() {
    return "https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return FACTS;
  }

  @Override
  public Set<FactKey<?>> lateFacts() {
    return Set.of(LibraryFacts.LIBC_ALL);
  }

  /** Only for an interpreter with another C library than the system's own. */
  @Override
  public boolean wantsLate(Profile profile, TagOptions options, TagSet set, int words) {
    Reading<String> python = profile.reading(PythonFacts.PYTHON_LIBC);
    Reading<String> system = profile.reading(LibraryFacts.LIBC_NAME);
    return python.isPresent() && !python.asOptional().equals(system.asOptional());
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    TagOrder order = order(options);
    ProfilePlatform from = ProfilePlatform.of(profile);
    List<String> platforms =
        from.platform().isPresent() ? PlatformTags.of(from.platform().get(), order) : List.of();
    List<UnknownTag> unknown = unknownPlatforms(from, order);
    if (options.find(PYTHON).isEmpty()) {
      return new TagSet(name(), platformTags(platforms, from), unknown);
    }
    ProfileInterpreter python = ProfileInterpreter.of(profile, options.find(PYTHON).get());
    List<FactKey<?>> compiled = new ArrayList<>(python.facts());
    compiled.addAll(platformFacts(from));
    List<FactKey<?>> shared = List.copyOf(compiled);
    List<Tag> tags = new ArrayList<>();
    for (String text : python.tags(platforms)) {
      tags.add(Tag.of(text, text.endsWith("-any") ? python.facts() : shared));
    }
    List<UnknownTag> triples = new ArrayList<>(python.unknown());
    for (UnknownTag tag : unknown) {
      triples.add(
          new UnknownTag("", "*-*-" + tag.pattern(), tag.fact(), tag.cause(), tag.detail()));
    }
    return new TagSet(name(), tags, triples);
  }

  static TagOrder order(TagOptions options) {
    String word = options.find(ORDER).orElse(TagOrder.PACKAGING.word());
    Optional<TagOrder> order = TagOrder.find(word);
    if (order.isEmpty()) {
      throw new IllegalArgumentException(
          "no order of Python tags: " + word + "; packaging, pip-older or uv");
    }
    return order.get();
  }

  private static List<Tag> platformTags(List<String> platforms, ProfilePlatform from) {
    List<FactKey<?>> plain = List.of(OsFacts.OS_NAME, from.archKey());
    List<FactKey<?>> versioned = platformFacts(from);
    List<Tag> tags = new ArrayList<>(platforms.size());
    for (String text : platforms) {
      tags.add(Tag.of(text, text.startsWith("linux_") ? plain : versioned));
    }
    return tags;
  }

  /** The facts behind the tags of a platform that have a version in them. */
  static List<FactKey<?>> platformFacts(ProfilePlatform from) {
    if (from.platform().isEmpty()) {
      return List.of(OsFacts.OS_NAME, from.archKey());
    }
    PythonPlatform platform = from.platform().get();
    if (platform instanceof PythonPlatform.Linux) {
      return from.libcKey().equals(PythonFacts.PYTHON_LIBC)
          ? List.of(
              PythonFacts.PYTHON_LIBC,
              LibraryFacts.LIBC_NAME,
              LibraryFacts.LIBC_VERSION,
              from.archKey())
          : List.of(LibraryFacts.LIBC_NAME, LibraryFacts.LIBC_VERSION, from.archKey());
    }
    if (platform instanceof PythonPlatform.Android) {
      return List.of(OsFacts.OS_NAME, LibraryFacts.LIBC_VERSION, from.archKey());
    }
    if (platform instanceof PythonPlatform.Generic generic) {
      return generic.sysconfigPlatform().startsWith("win")
          ? List.of(OsFacts.OS_NAME, from.archKey())
          : List.of(OsFacts.OS_NAME, OsFacts.KERNEL_VERSION, OsFacts.KERNEL_MACHINE);
    }
    return List.of(OsFacts.OS_NAME, OsFacts.OS_VERSION, from.archKey());
  }

  private static List<UnknownTag> unknownPlatforms(ProfilePlatform from, TagOrder order) {
    List<UnknownTag> unknown = new ArrayList<>();
    if (from.missing().isPresent()) {
      unknown.add(from.missing().get());
    }
    if (from.platform().isEmpty()
        || !(from.platform().get() instanceof PythonPlatform.Linux linux)) {
      return unknown;
    }
    for (String arch : LinuxTags.archs(linux, order)) {
      boolean family = LinuxTags.floor(arch, order) >= 0;
      Reading<Boolean> file = LinuxTags.compatibleFile(linux, arch, order);
      boolean possible = family && !file.asOptional().equals(Optional.of(false));
      if (possible && linux.glibc() instanceof Reading.Unknown<LibcVersion> glibc) {
        unknown.add(UnknownTag.of("manylinux*_" + arch, libcFact(from, linux), glibc));
      } else if (family
          && linux.glibc().isPresent()
          && file instanceof Reading.Unknown<Boolean> header) {
        unknown.add(UnknownTag.of("manylinux*_" + arch, OsFacts.OS_ABI_FLOAT, header));
      }
      if (linux.musl() instanceof Reading.Unknown<LibcVersion> musl) {
        unknown.add(UnknownTag.of("musllinux_*_" + arch, libcFact(from, linux), musl));
      }
    }
    return unknown;
  }

  /** Which fact is missing: the name where both libraries are unknown, otherwise the version. */
  private static FactKey<?> libcFact(ProfilePlatform from, PythonPlatform.Linux linux) {
    return linux.glibc().isUnknown() && linux.musl().isUnknown()
        ? from.libcKey()
        : LibraryFacts.LIBC_VERSION;
  }

  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    return PythonReasons.why(this, profile, options, text);
  }
}
