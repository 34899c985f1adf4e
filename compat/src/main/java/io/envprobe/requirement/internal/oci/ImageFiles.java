package io.envprobe.requirement.internal.oci;

import io.envprobe.artifact.internal.ByteSourceStream;
import io.envprobe.artifact.internal.InputSource;
import io.envprobe.artifact.internal.SourceBytes;
import io.envprobe.artifact.internal.TarException;
import io.envprobe.artifact.internal.TarReader;
import io.envprobe.binaries.ByteSource;
import io.envprobe.host.FileStatus;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The files of an image on disk: a directory, or a tar archive that is not packed. Names in it lead
 * nowhere else.
 */
final class ImageFiles {
  private static final int TEXT_LIMIT = 4 << 20;
  private static final String SHA256 = "sha256:";
  private static final int SHA256_DIGITS = 64;

  private final Source source;
  private final Map<String, long[]> members;

  private ImageFiles(Source source, Map<String, long[]> members) {
    this.source = source;
    this.members = members;
  }

  /** The files of what the user named. */
  static ImageFiles of(Source source) throws RequirementException {
    if (source.isDirectory()) {
      return new ImageFiles(source, Map.of());
    }
    Map<String, long[]> members = new LinkedHashMap<>();
    TarReader archive = new TarReader(new ByteSourceStream(whole(source)));
    try {
      Optional<TarReader.Member> member = archive.next();
      while (member.isPresent()) {
        TarReader.Member found = member.get();
        if (found.kind() == TarReader.Kind.FILE) {
          members.put(found.name(), new long[] {found.offset(), found.size()});
        }
        member = archive.next();
      }
    } catch (TarException e) {
      throw damaged(source.span(), e);
    } catch (IOException e) {
      throw RequirementException.of(source.span(), String.valueOf(e.getMessage()), "");
    }
    return new ImageFiles(source, members);
  }

  /** Damage at its place. */
  static RequirementException damaged(Span span, TarException error) {
    int at = (int) Math.min(error.offset(), Integer.MAX_VALUE);
    return RequirementException.of(
        span.at(at, 1), "at byte " + error.offset() + ": " + error.getMessage(), "");
  }

  private static ByteSource whole(Source source) {
    return new InputSource(
        source.inputs(), source.name(), source.status().orElseThrow().size(), new LongAdder());
  }

  /** What was named. */
  Source source() {
    return source;
  }

  /** How a file in it is named for a person. */
  Span span(String path) {
    return Span.of(
        source.isDirectory()
            ? source.name() + (source.name().endsWith("/") ? "" : "/") + path
            : source.name() + "!/" + path);
  }

  /** The bytes of a file; nothing where there is none of that name. */
  Optional<ByteSource> find(String path) {
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      return Optional.empty();
    }
    if (!source.isDirectory()) {
      return Optional.ofNullable(members.get(path))
          .map(place -> whole(source).slice(place[0], place[1]));
    }
    String name = span(path).source();
    return source
        .inputs()
        .status(name)
        .answer()
        .filter(FileStatus::isFile)
        .map(status -> new InputSource(source.inputs(), name, status.size(), new LongAdder()));
  }

  /** A text. */
  Optional<String> text(String path) throws RequirementException {
    Optional<ByteSource> found = find(path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new String(bytes(found.get(), path), StandardCharsets.UTF_8));
  }

  private byte[] bytes(ByteSource file, String path) throws RequirementException {
    if (file.size() > TEXT_LIMIT) {
      throw RequirementException.of(span(path), "it is longer than " + TEXT_LIMIT + " bytes", "");
    }
    try {
      return SourceBytes.copy(file, 0, TEXT_LIMIT);
    } catch (IOException e) {
      throw RequirementException.of(span(path), String.valueOf(e.getMessage()), "");
    }
  }

  /** Where the content of a digest is; nothing for a digest of another form. */
  static Optional<String> blob(String digest) {
    int colon = digest.indexOf(':');
    if (colon <= 0 || colon == digest.length() - 1) {
      return Optional.empty();
    }
    for (int i = 0; i < digest.length(); i++) {
      char c = digest.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+._-".indexOf(c) >= 0;
      if (i != colon && !word) {
        return Optional.empty();
      }
    }
    return Optional.of("blobs/" + digest.substring(0, colon) + "/" + digest.substring(colon + 1));
  }

  /**
   * The text of a digest, held against it.
   *
   * @return nothing where the layout does not have it
   */
  Optional<String> document(String digest) throws RequirementException {
    Optional<String> path = blob(digest);
    Optional<ByteSource> found = path.isEmpty() ? Optional.empty() : find(path.get());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = bytes(found.get(), path.orElseThrow());
    boolean checked = digest.startsWith(SHA256) && digest.length() == 7 + SHA256_DIGITS;
    if (checked && !digest.equals(SHA256 + sha256(bytes))) {
      throw RequirementException.of(
          span(path.orElseThrow()), "its content has another digest than its name says", "");
    }
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
