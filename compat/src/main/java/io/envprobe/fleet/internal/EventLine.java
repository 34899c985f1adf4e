package io.envprobe.fleet.internal;

import io.envprobe.fleet.DownloadClient;
import io.envprobe.fleet.DownloadEvent;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a line of the log, with bars between them and the header last, in which there may
 * be bars too.
 */
public final class EventLine {
  private static final String NULL = "(null)";
  private static final List<String> COMMON =
      List.of("timestamp", "country_code", "url", "tls_protocol", "tls_cipher");
  private static final List<String> FILE = List.of("file.project", "file.version", "file.type");
  private static final List<String> HTTP =
      List.of("http.method", "http.status_code", "http.bytes_served", "http.range_header");
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("d MMM uuuu H:m:s", Locale.ENGLISH);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00:00'", Locale.ROOT);

  private EventLine() {}

  /** Whether a line begins like one. */
  static boolean isLike(String line) {
    return line.startsWith("download|") || line.startsWith("simple|");
  }

  /** Reads a line. */
  public static DownloadEvent parse(String line) {
    String[] fields = line.strip().split("\\|", 10);
    String kind = fields[0].strip();
    if (fields.length < 10 || !(kind.equals("download") || kind.equals("simple"))) {
      throw new IllegalArgumentException("no event: it has no ten fields, or another name");
    }
    Map<String, String> values = new TreeMap<>();
    for (int number = 0; number < COMMON.size(); number++) {
      String name = COMMON.get(number);
      boolean mayBeEmpty = name.equals("country_code");
      put(values, name, fields[number + 1].strip(), mayBeEmpty, !name.startsWith("tls_"));
    }
    values.put("timestamp", timestamp(values.getOrDefault("timestamp", "")));
    String header = fields[9];
    String url = values.getOrDefault("url", "");
    if (kind.equals("simple")) {
      String[] parts = url.split("/", -1);
      boolean empty = fields[6].isBlank() && fields[7].isBlank() && fields[8].isBlank();
      if (!empty || parts.length < 3) {
        throw new IllegalArgumentException("no event: a page has no project, or a file");
      }
      values.put("project", parts[2]);
    } else {
      for (int number = 0; number < FILE.size(); number++) {
        put(values, FILE.get(number), fields[number + 6].strip(), false, false);
      }
      file(values, url);
      header = http(values, header);
    }
    return new DownloadEvent(values, DownloadClient.parse(header));
  }

  private static void put(
      Map<String, String> values, String name, String value, boolean mayBeEmpty, boolean verbatim) {
    if (value.isEmpty() && !mayBeEmpty) {
      throw new IllegalArgumentException("no event: the field " + name + " is empty");
    }
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      if (character < ' ' || character > '~' || character == '@') {
        throw new IllegalArgumentException("no event: a strange character in the field " + name);
      }
    }
    if (!value.isEmpty() && (verbatim || !value.equals(NULL))) {
      values.put(name, value);
    }
  }

  private static String timestamp(String text) {
    if (text.length() < 10) {
      throw new IllegalArgumentException("no time: '" + text + "'");
    }
    // The name of the day and of the zone are passed over, as linehaul does.
    try {
      return LocalDateTime.parse(text.substring(5, text.length() - 4), READ).format(WRITTEN);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time: '" + text + "'", e);
    }
  }

  private static void file(Map<String, String> values, String url) {
    for (String name : FILE) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("a download without " + name);
      }
    }
    if (!ClientPatterns.packageTypes().contains(values.get("file.type"))) {
      throw new IllegalArgumentException("no type of packages: '" + values.get("file.type") + "'");
    }
    values.put("project", values.getOrDefault("file.project", ""));
    values.put("file.filename", url.substring(url.lastIndexOf('/') + 1));
  }

  /** Newer lines say how the request went, before the header. */
  private static String http(Map<String, String> values, String rest) {
    String[] fields = rest.split("\\|", 5);
    if (fields.length < 5) {
      return rest;
    }
    String status = fields[1].strip();
    String bytes = fields[2].strip();
    boolean is =
        !fields[0].isBlank()
            && status.length() == 3
            && isNumber(status)
            && bytes.length() <= 18
            && isNumber(bytes);
    if (!is) {
      return rest;
    }
    for (int number = 0; number < HTTP.size(); number++) {
      put(values, HTTP.get(number), fields[number].strip(), number == 3, number < 3);
    }
    return fields[4];
  }

  private static boolean isNumber(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
