package io.envprobe.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Puts tar archives together. */
public final class Tars {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Nothing in it at first. */
  public Tars() {}

  /** An archive of files. */
  public static byte[] of(Map<String, byte[]> files) {
    Tars tar = new Tars();
    files.forEach(tar::file);
    return tar.bytes();
  }

  public Tars file(String name, byte[] content) {
    return member(name, '0', "", content);
  }

  public Tars link(String name, String target) {
    return member(name, '2', target, new byte[0]);
  }

  /** A member of any type. */
  public Tars member(String name, char type, String target, byte[] content) {
    byte[] header = new byte[BLOCK];
    text(header, 0, name);
    text(header, 100, "0000644");
    text(header, 124, String.format(Locale.ROOT, "%011o", content.length));
    header[156] = (byte) type;
    text(header, 157, target);
    text(header, 257, "ustar");
    text(header, 263, "00");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    text(header, 148, String.format(Locale.ROOT, "%06o", sum));
    header[154] = 0;
    out.writeBytes(header);
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  /** The archive with its end. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }

  /** Packed with gzip. */
  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
  }
}
