package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.tag.UnknownTag;
import java.util.Optional;

/** Reads the facts of a profile into an answer, and notes what is not known. */
final class ProfileFacts {
  private final Profile profile;
  private final ProviderAnswer.Builder answer;
  private final String namespace;

  ProfileFacts(Profile profile, String namespace, ProviderAnswer.Builder answer) {
    this.profile = profile;
    this.namespace = namespace;
    this.answer = answer;
  }

  /** The value; where it is not known, the properties of that feature are noted as unknown. */
  <T> Optional<T> known(FactKey<T> key, String feature) {
    Reading<T> reading = profile.reading(key);
    if (reading instanceof Reading.Present<T> present) {
      return Optional.of(present.value());
    }
    if (reading instanceof Reading.Unknown<T> unknown) {
      answer.unknown(UnknownTag.of(pattern(namespace, feature), key, unknown));
    }
    return Optional.empty();
  }

  static String pattern(String namespace, String feature) {
    return namespace.concat(" :: ").concat(feature).concat(feature.equals("*") ? "" : " :: *");
  }

  <T> Optional<T> find(FactKey<T> key) {
    return profile.reading(key).asOptional();
  }

  boolean isUnknown(FactKey<?> key) {
    return profile.reading(key).isUnknown();
  }

  /** The architecture for which programs of this system are built. */
  static FactKey<String> archKey(Profile profile) {
    return profile.reading(OsFacts.OS_ABI_ARCH).isPresent()
        ? OsFacts.OS_ABI_ARCH
        : CpuFacts.CPU_ARCH;
  }
}
