package io.envprobe.fleet.internal;

import io.envprobe.fleet.DownloadClient;
import io.envprobe.fleet.DownloadEvent;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Downloads, one a line: lines of the log of an index, or nothing but what the program said of
 * itself. Of a program that is not known nothing is known; those that install nothing are passed
 * over.
 */
public final class DownloadLines {
  /** So many headers are understood once. */
  private static final int REMEMBERED = 1 << 14;

  private final ByteLines lines;
  private final FleetReader.Sink sink;
  private final Map<String, Fleet.Group> groups = new HashMap<>();

  private DownloadLines(ByteLines lines, FleetReader.Sink sink) {
    this.lines = lines;
    this.sink = sink;
  }

  /** Reads lines of a log. */
  public static void events(ByteLines lines, FleetReader.Sink sink) throws IOException {
    DownloadLines downloads = new DownloadLines(lines, sink);
    sink.understood("timestamp", FleetColumns.DATE);
    while (downloads.next()) {
      String line = lines.text();
      DownloadEvent event;
      try {
        event = DownloadEvent.parse(line);
      } catch (IllegalArgumentException e) {
        sink.damaged(lines.number(), String.valueOf(e.getMessage()));
        continue;
      }
      String header = line.substring(line.lastIndexOf('|') + 1);
      String date = DelimitedRecords.day(event.values().getOrDefault("timestamp", ""));
      downloads.add(header, event.client(), date);
    }
  }

  /** Reads bare headers. */
  public static void headers(ByteLines lines, FleetReader.Sink sink) throws IOException {
    DownloadLines downloads = new DownloadLines(lines, sink);
    while (downloads.next()) {
      String header = lines.text();
      downloads.add(header, DownloadClient.parse(header), "");
    }
  }

  private boolean next() throws IOException {
    while (lines.next()) {
      if (lines.isTooLong()) {
        sink.damaged(lines.number(), "the line is too long");
      } else if (lines.from() != lines.to()) {
        return true;
      }
    }
    return false;
  }

  private void add(String header, DownloadClient client, String date) {
    if (client.kind() == DownloadClient.Kind.IGNORED) {
      sink.ignored();
      return;
    }
    sink.record();
    Fleet.@Nullable Group known = groups.get(header);
    if (known != null) {
      sink.fleet().add(known, date, 1);
      return;
    }
    Map<String, String> record = new HashMap<>();
    client.details().forEach((name, value) -> record.put(FleetColumns.DETAILS + name, value));
    if (groups.size() >= REMEMBERED) {
      groups.clear();
    }
    groups.put(header, sink.fleet().add(sink.profile(record), date, 1));
  }
}
