package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.envprobe.fleet.DownloadClient;
import io.envprobe.table.Table;
import io.envprobe.version.Pep440Version;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs by the form of their header; some carry a JSON object. */
public final class ClientPatterns {
  private static final class Holder {
    static final Table TABLE = ClientsTable.read();
    static final List<Form> FORMS = forms();
    static final Pattern IGNORED = Pattern.compile(TABLE.text("ignored"));
    static final List<String> DETAILS = TABLE.texts("details");
    static final List<String> TYPES = TABLE.texts("package_types");

    private static List<Form> forms() {
      List<Form> forms = new ArrayList<>();
      for (Table row : TABLE.tables("clients")) {
        forms.add(
            new Form(
                Pattern.compile(row.text("pattern")), row.textOr("name", ""), row.texts("groups")));
      }
      return forms;
    }
  }

  private record Form(Pattern pattern, String name, List<String> groups) {}

  private ClientPatterns() {}

  /** Reads the header. */
  public static DownloadClient parse(String header) {
    Optional<DownloadClient> client = client(header);
    return client.orElseGet(
        () ->
            new DownloadClient(
                Holder.IGNORED.matcher(header).find()
                    ? DownloadClient.Kind.IGNORED
                    : DownloadClient.Kind.UNKNOWN,
                Map.of(),
                List.of()));
  }

  /** What a file that is downloaded can be. */
  static List<String> packageTypes() {
    return Holder.TYPES;
  }

  private static Optional<DownloadClient> client(String header) {
    if (header.startsWith("pip/") && isAtLeast(header, "6")) {
      return object(header, header.indexOf(' '), header.length());
    }
    if (header.startsWith("uv/")) {
      return isAtLeast(header, "0.1.22")
          ? object(header, header.indexOf(' '), header.length())
          : Optional.empty();
    }
    if (header.startsWith("Hatch/")) {
      return object(header, header.indexOf('{'), header.lastIndexOf('}') + 1);
    }
    for (Form form : Holder.FORMS) {
      Matcher matcher = form.pattern().matcher(header);
      if (matcher.find()) {
        return named(form, matcher)
            .map(details -> new DownloadClient(DownloadClient.Kind.KNOWN, details, List.of()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> named(Form form, Matcher matcher) {
    Map<String, String> details = new TreeMap<>();
    boolean oldPip = form.name().equals("pip");
    if (!form.name().isEmpty()) {
      details.put("installer.name", form.name());
    }
    for (int group = 1; group <= form.groups().size(); group++) {
      String value = matcher.group(group);
      boolean unknown =
          value == null || (oldPip && value.toLowerCase(Locale.ROOT).equals("unknown"));
      if (!unknown) {
        details.put(form.groups().get(group - 1), value);
      }
    }
    if (form.name().equals("Homebrew")) {
      details.put("distro.name", "OS X");
    }
    if (oldPip) {
      if (!isBetween(details.getOrDefault("installer.version", ""), "1.4", "6")) {
        return Optional.empty();
      }
      String name = details.getOrDefault("implementation.name", "");
      String version = details.getOrDefault("implementation.version", "");
      if (name.toLowerCase(Locale.ROOT).equals("cpython") && !version.isEmpty()) {
        details.put("python", version);
      }
    }
    return Optional.of(details);
  }

  private static boolean isAtLeast(String header, String least) {
    int end = header.indexOf(' ');
    String version = header.substring(header.indexOf('/') + 1, end < 0 ? header.length() : end);
    return isBetween(version, least, "999999");
  }

  private static boolean isBetween(String text, String least, String below) {
    Optional<Pep440Version> version = Pep440Version.tryParse(text);
    return version.isPresent()
        && version.get().compareTo(Pep440Version.parse(least)) >= 0
        && version.get().compareTo(Pep440Version.parse(below)) < 0;
  }

  private static Optional<DownloadClient> object(String header, int from, int to) {
    if (from < 0 || from >= to) {
      return Optional.empty();
    }
    try {
      JsonReader in = new JsonReader(new StringReader(header.substring(from, to).strip()));
      Map<String, List<String>> lists = new TreeMap<>();
      Map<String, String> details = FlatJson.read(in, lists);
      if (in.peek() != JsonToken.END_DOCUMENT) {
        return Optional.empty();
      }
      details.keySet().retainAll(Holder.DETAILS);
      return Optional.of(
          new DownloadClient(
              DownloadClient.Kind.KNOWN,
              details,
              lists.getOrDefault("installer.subcommand", List.of())));
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
