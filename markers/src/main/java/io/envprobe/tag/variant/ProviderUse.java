package io.envprobe.tag.variant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the supported properties of a namespace come from. */
public sealed interface ProviderUse {
  /** Nothing is supported: the provider is not to be used. */
  record Disabled(String reason) implements ProviderUse {
    public Disabled {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * The package, or the user, fixes the list.
   *
   * @param support nothing where the list is empty
   * @param byUser whether it is the user's
   */
  record Listed(Optional<NamespaceSupport> support, boolean byUser) implements ProviderUse {
    public Listed {
      Objects.requireNonNull(support);
    }
  }

  /**
   * A plugin would have to answer, or a reimplementation of it.
   *
   * @param requires the names of the packages that it needs, normalised
   * @param objectReference what an installer would import
   */
  record Plugin(List<String> requires, String objectReference) implements ProviderUse {
    public Plugin {
      requires = List.copyOf(requires);
      Objects.requireNonNull(objectReference);
    }
  }
}
