package io.envprobe.host.internal;

import io.envprobe.host.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Outcomes by request, kept as a zip: {@code index} has a header line and one line a request (kind
 * of outcome, number of the answer or {@code -}, request, detail, with tabs between), {@code
 * answers/N} the answers.
 */
public final class Recording {
  private static final String HEADER = "envprobe recording 1";
  private static final String INDEX = "index";
  private static final String ANSWERED = "ANSWERED";
  private static final int ENTRY_LIMIT = 200_000;
  private static final int BYTES_LIMIT = 256 << 20;
  private static final long TIME_STAMP =
      1_767_225_600_000L; // 2026-01-01, so that equal recordings are equal bytes.

  /** One outcome: an answer's bytes, or a kind of failure with its detail. */
  public static final class Entry {
    private final Optional<FailureKind> failure;
    private final String detail;
    private final byte[] answer;

    private Entry(Optional<FailureKind> failure, String detail, byte[] answer) {
      this.failure = failure;
      this.detail = detail;
      this.answer = answer;
    }

    /** An answer. */
    public static Entry answered(byte[] answer) {
      return new Entry(Optional.empty(), "", answer);
    }

    /** A failure. */
    public static Entry failed(FailureKind kind, String detail) {
      return new Entry(Optional.of(kind), detail, new byte[0]);
    }

    /** The kind of failure; empty for an answer. */
    public Optional<FailureKind> failure() {
      return failure;
    }

    /** What a failure says. */
    public String detail() {
      return detail;
    }

    /** The bytes of an answer; empty for a failure. */
    public byte[] answer() {
      return answer.clone();
    }
  }

  private final Map<String, Entry> entries;

  /** A recording of these outcomes, by the keys of their requests. */
  public Recording(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  /** The outcomes by the keys of their requests. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** Writes the zip. */
  public void save(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    StringBuilder index = new StringBuilder(HEADER).append('\n');
    List<byte[]> answers = new ArrayList<>();
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      index.append(entry.failure().map(FailureKind::name).orElse(ANSWERED)).append('\t');
      index.append(entry.failure().isPresent() ? "-" : String.valueOf(answers.size())).append('\t');
      index
          .append(oneLine(named.getKey()))
          .append('\t')
          .append(oneLine(entry.detail()))
          .append('\n');
      if (entry.failure().isEmpty()) {
        answers.add(entry.answer());
      }
    }
    member(zip, INDEX, index.toString().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < answers.size(); i++) {
      member(zip, "answers/" + i, answers.get(i));
    }
    zip.finish();
  }

  private static void member(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(TIME_STAMP);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static String oneLine(String text) {
    return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
  }

  /** Reads the zip, with limits on what it may hold. */
  public static Recording load(InputStream in) throws IOException {
    Map<String, byte[]> members = members(in);
    byte[] index = members.get(INDEX);
    if (index == null) {
      throw new IOException("not a recording: it has no index");
    }
    String[] lines = new String(index, StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(HEADER)) {
      throw new IOException("not a recording of version 1: its index begins with another line");
    }
    Map<String, Entry> entries = new HashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      String[] fields = lines[i].split("\t", -1);
      if (fields.length != 4) {
        throw new IOException(
            "damaged recording: line " + (i + 1) + " of its index has no four fields");
      }
      entries.put(fields[2], entry(fields, members, i + 1));
    }
    return new Recording(entries);
  }

  private static Entry entry(String[] fields, Map<String, byte[]> members, int line)
      throws IOException {
    if (fields[0].equals(ANSWERED)) {
      byte[] answer = members.get("answers/" + fields[1]);
      if (answer == null) {
        throw new IOException(
            "damaged recording: the answer of line " + line + " of its index is missing");
      }
      return Entry.answered(answer);
    }
    for (FailureKind kind : FailureKind.values()) {
      if (kind.name().equals(fields[0])) {
        return Entry.failed(kind, fields[3]);
      }
    }
    throw new IOException(
        "damaged recording: line " + line + " of its index has an unknown outcome");
  }

  private static Map<String, byte[]> members(InputStream in) throws IOException {
    Map<String, byte[]> members = new HashMap<>();
    long total = 0;
    try {
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes((int) (BYTES_LIMIT - total + 1));
        total += content.length;
        if (total > BYTES_LIMIT || members.size() == ENTRY_LIMIT) {
          throw new IOException("not a recording: larger than any honest one");
        }
        members.put(entry.getName(), content);
      }
    } catch (EOFException | ZipException | IllegalArgumentException e) {
      throw new IOException("damaged recording: the zip is cut or broken", e);
    }
    return members;
  }
}
