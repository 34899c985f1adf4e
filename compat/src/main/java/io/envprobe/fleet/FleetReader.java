package io.envprobe.fleet;

import io.envprobe.fleet.internal.ByteLines;
import io.envprobe.fleet.internal.DelimitedRecords;
import io.envprobe.fleet.internal.JsonRecords;
import io.envprobe.fleet.internal.KubernetesNodes;
import io.envprobe.fleet.internal.SlurmNodes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Reads machines into a fleet, as a stream: profiles, lists of Kubernetes nodes, download records
 * as JSON lines or with delimiters, Slurm nodes; each also compressed by gzip. What is damaged is
 * counted and passed over. Used by one thread.
 */
public final class FleetReader {
  private static final int HEAD = 1 << 16;
  private static final int PLACES = 20;

  private final Fleet fleet;
  private final FleetColumns columns;
  private final List<Damage> damages = new ArrayList<>();
  private long damaged;
  private long records;

  /** A reader into a fleet. */
  public FleetReader(Fleet fleet, FleetColumns columns) {
    this.fleet = fleet;
    this.columns = columns;
  }

  /**
   * What could not be read.
   *
   * @param place the input, and the line in it
   */
  public record Damage(String place, String reason) {
    public Damage {
      Objects.requireNonNull(place);
      Objects.requireNonNull(reason);
    }
  }

  /** What reads call for each thing that they find. */
  public final class Sink {
    private final String name;

    private Sink(String name) {
      this.name = name;
    }

    /** The fleet that is filled. */
    public Fleet fleet() {
      return fleet;
    }

    /** What columns mean. */
    public FleetColumns columns() {
      return columns;
    }

    /** Counts a record that was understood. */
    public void record() {
      records++;
    }

    /** Notes what could not be read. */
    public void damaged(long line, String reason) {
      damaged++;
      if (damages.size() < PLACES) {
        damages.add(new Damage(name + ":" + line, reason));
      }
    }
  }

  /**
   * Reads one input to its end. The caller closes the stream.
   *
   * @param name for messages
   * @throws IOException where the stream fails; what was read before counts
   */
  public void read(String name, InputStream stream) throws IOException {
    BufferedInputStream input = new BufferedInputStream(stream, HEAD);
    byte[] head = head(input);
    if (head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      read(name, new GZIPInputStream(input, HEAD));
      return;
    }
    String text = new String(head, StandardCharsets.UTF_8).stripLeading();
    Sink sink = new Sink(name);
    if (text.startsWith("{") && isNodes(text)) {
      KubernetesNodes.read(input, sink);
    } else if (text.startsWith("{")) {
      JsonRecords.read(new ByteLines(input), sink);
    } else if (text.startsWith("NodeName=") || text.contains("\nNodeName=")) {
      SlurmNodes.read(new ByteLines(input), sink);
    } else {
      DelimitedRecords.read(new ByteLines(input), sink);
    }
  }

  private static byte[] head(BufferedInputStream input) throws IOException {
    input.mark(HEAD);
    byte[] head = input.readNBytes(4096);
    input.reset();
    return head;
  }

  private static boolean isNodes(String head) {
    int end = head.indexOf('\n');
    String first = end < 0 || end < 3 ? head : head.substring(0, end);
    return first.contains("\"apiVersion\"") || first.contains("\"items\"");
  }

  /** How many records were understood. */
  public long records() {
    return records;
  }

  /** How many could not be read. */
  public long damaged() {
    return damaged;
  }

  /** The first of those that could not be read. */
  public List<Damage> damages() {
    return Collections.unmodifiableList(damages);
  }
}
