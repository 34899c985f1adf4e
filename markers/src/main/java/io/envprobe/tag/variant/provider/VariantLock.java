package io.envprobe.tag.variant.provider;

import io.envprobe.tag.variant.FeatureSupport;
import java.util.List;

/**
 * A static list of supported properties in TOML, which uv reads from the file that {@code
 * UV_VARIANT_LOCK} names: made once on the target machine, it stands for the plugins.
 *
 * @see <a href="https://github.com/astral-sh/uv/pull/12203">the form, version 0.1</a>
 */
public final class VariantLock {
  private VariantLock() {}

  /** One provider and what it answered. */
  public record Entry(VariantProvider provider, ProviderAnswer answer) {}

  /** The text of the file; providers that answer nothing are listed with nothing. */
  public static String text(List<Entry> entries) {
    StringBuilder text =
        new StringBuilder("[metadata]\ncreated-by = \"envprobe\"\nversion = \"0.1\"\n");
    for (Entry entry : entries) {
      text.append("\n[[provider]]\nresolved = [");
      quote(text, entry.provider().packageName());
      text.append("]\nplugin-api = ");
      quote(text, entry.provider().pluginApi());
      text.append("\nnamespace = ");
      quote(text, entry.provider().namespace());
      text.append("\n\n[provider.properties]\n");
      for (FeatureSupport feature : entry.answer().features()) {
        text.append(feature.name()).append(" = [");
        String separator = "";
        for (String value : feature.values()) {
          text.append(separator);
          quote(text, value);
          separator = ", ";
        }
        text.append("]\n");
      }
    }
    return text.toString();
  }

  /** Names and values have no letter that TOML would want escaped. */
  private static void quote(StringBuilder text, String value) {
    text.append('"').append(value).append('"');
  }
}
