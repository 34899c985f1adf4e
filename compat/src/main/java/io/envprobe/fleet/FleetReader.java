package io.envprobe.fleet;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fleet.internal.ByteLines;
import io.envprobe.fleet.internal.DelimitedRecords;
import io.envprobe.fleet.internal.DownloadLines;
import io.envprobe.fleet.internal.InputForm;
import io.envprobe.fleet.internal.JsonRecords;
import io.envprobe.fleet.internal.KubernetesNodes;
import io.envprobe.fleet.internal.SlurmDocument;
import io.envprobe.fleet.internal.SlurmNodes;
import io.envprobe.fleet.internal.SlurmTable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads machines into a fleet, as a stream: profiles, lists of Kubernetes nodes, download records
 * as JSON lines, with delimiters, as lines of a log or as bare headers, Slurm nodes; each also
 * compressed by gzip. What is damaged is counted and passed over. Used by one thread.
 */
public final class FleetReader {
  private static final int HEAD = 1 << 16;

  private final Fleet fleet;
  private final FleetColumns columns;
  private final boolean strict;
  private final List<FleetIntake.Damage> damages = new ArrayList<>();
  private final Map<String, String> understood = new TreeMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> looked = new HashSet<>();
  private long damaged;
  private long records;
  private long ignored;

  /** A reader into a fleet. */
  public FleetReader(Fleet fleet, FleetColumns columns) {
    this(fleet, columns, false);
  }

  /**
   * A reader into a fleet.
   *
   * @param strict whether reading ends with a {@link DamagedInputException} at the first damage
   */
  public FleetReader(Fleet fleet, FleetColumns columns, boolean strict) {
    this.fleet = fleet;
    this.columns = columns;
    this.strict = strict;
    for (FactKey<?> key : fleet.facts()) {
      names.add(key.name());
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

    /** Counts one of a program that installs nothing. */
    public void ignored() {
      ignored++;
    }

    /** The names of the facts that the question reads. */
    public Set<String> asked() {
      return names;
    }

    /** Whether the question reads a fact. */
    public boolean isAsked(String fact) {
      return names.contains(fact);
    }

    /** Notes what a column, member or label is taken for. */
    public void understood(String column, String meaning) {
      understood.putIfAbsent(column, meaning);
    }

    /** What a record says, by the meanings of its columns. */
    public Profile profile(Map<String, String> record) {
      for (String column : record.keySet()) {
        if (looked.add(column) && columns.isAbout(column, fleet.facts())) {
          understood.put(column, columns.stated(column));
        }
      }
      return columns.profile(record);
    }

    /**
     * Notes what could not be read.
     *
     * @throws DamagedInputException where that is to end the reading
     */
    public void damaged(long line, String reason) throws DamagedInputException {
      FleetIntake.Damage damage = new FleetIntake.Damage(name, line, reason);
      if (strict) {
        throw new DamagedInputException(damage);
      }
      damaged++;
      if (damages.size() < FleetIntake.PLACES) {
        damages.add(damage);
      }
    }
  }

  /**
   * Reads one input to its end. The caller closes the stream.
   *
   * @param name for messages
   * @throws DamagedInputException at the first damage, where that is asked
   * @throws IOException where the stream fails; what was read before counts
   */
  public void read(String name, InputStream stream) throws IOException {
    BufferedInputStream input = new BufferedInputStream(stream, HEAD);
    input.mark(HEAD);
    byte[] head = input.readNBytes(4096);
    input.reset();
    if (head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      read(name, new GZIPInputStream(input, HEAD));
      return;
    }
    Sink sink = new Sink(name);
    switch (InputForm.of(head, columns)) {
      case KUBERNETES -> KubernetesNodes.read(input, sink);
      case SLURM_DOCUMENT -> SlurmDocument.read(input, sink);
      case SLURM_NODES -> SlurmNodes.read(new ByteLines(input), sink);
      case SLURM_TABLE -> SlurmTable.read(new ByteLines(input), sink);
      case JSON -> JsonRecords.read(new ByteLines(input), sink);
      case EVENTS -> DownloadLines.events(new ByteLines(input), sink);
      case HEADERS -> DownloadLines.headers(new ByteLines(input), sink);
      case DELIMITED -> DelimitedRecords.read(new ByteLines(input), sink);
    }
  }

  /**
   * Adds one record.
   *
   * @param name of the input, for messages
   * @param line in it, from 1; 0 where there are no lines
   * @param record values by column
   * @throws DamagedInputException where it cannot be understood, and that is to end the reading
   */
  public void add(String name, long line, Map<String, String> record) throws DamagedInputException {
    Sink sink = new Sink(name);
    try {
      JsonRecords.record(record, sink);
    } catch (IllegalArgumentException e) {
      sink.damaged(line, String.valueOf(e.getMessage()));
    }
  }

  /** Adds one machine whose profile is at hand. */
  public void add(Profile profile) {
    fleet.add(profile, "", 1);
    records++;
  }

  /**
   * Notes an input of which nothing could be read.
   *
   * @throws DamagedInputException where that is to end the reading
   */
  public void damaged(String name, String reason) throws DamagedInputException {
    new Sink(name).damaged(0, reason);
  }

  /** What was read until now. */
  public FleetIntake intake() {
    return new FleetIntake(records, ignored, damaged, damages, understood);
  }
}
