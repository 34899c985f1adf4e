package io.envprobe.host.internal;

import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What libraries answered, kept in the user's cache directory: asking takes a process, and what
 * they answer changes only with the boot, the drivers, the devices, the library and the variables.
 * All of these are part of a name there, so that whatever changes is asked anew. What failed is
 * kept for a minute only. Whatever cannot be read or written counts as not kept.
 */
public final class ConversationCache {
  /** How long an answer without any failure is believed, in seconds: a day. */
  static final long LIFETIME = 24 * 3600;

  /** How long any other answer is believed, in seconds. */
  static final long FAILURE_LIFETIME = 60;

  private static final String FORMAT = "envprobe conversation 1";
  private static final int SIZE_LIMIT = 1 << 20;

  /** Names of files that hold conversations: so many hexadecimal digits. */
  private static final String CONVERSATIONS = "?".repeat(32);

  private static final int LISTING_LIMIT = 20_000;
  private static final List<String> FILES =
      List.of(
          "/proc/sys/kernel/random/boot_id",
          "/proc/driver/nvidia/version",
          "/sys/module/nvidia/version",
          "/sys/module/amdgpu/version");
  private static final List<String> DIRECTORIES =
      List.of(
          "/dev",
          "/dev/dri",
          "/sys/bus/pci/devices",
          "/proc/driver/nvidia/gpus",
          "/sys/class/kfd/kfd/topology/nodes");

  /** Variables that differ from one command to the next and that no library looks at. */
  private static final Set<String> NOISE = Set.of("_", "PWD", "OLDPWD", "SHLVL");

  private final CacheDirectory directory;
  private final Path root;
  private final Clock clock;
  private final Map<String, String> variables;

  /**
   * A cache.
   *
   * @param root where the machine's files are, {@code /} but in tests
   * @param variables of this process
   */
  public ConversationCache(Path directory, Path root, Clock clock, Map<String, String> variables) {
    this.directory = new CacheDirectory(directory);
    this.root = root;
    this.clock = clock;
    this.variables = new TreeMap<>(variables);
    this.variables.keySet().removeAll(NOISE);
  }

  /** The cache of this user; empty where the user has no directory for caches. */
  public static Optional<ConversationCache> ofUser() {
    Optional<CacheDirectory> directory = CacheDirectory.ofUser();
    return directory.isPresent()
        ? Optional.of(
            new ConversationCache(
                directory.get().path(), Path.of("/"), Clock.systemUTC(), System.getenv()))
        : Optional.empty();
  }

  /** What was answered before, where that is still to be believed. */
  public Optional<Transcript> find(Request.Conversation conversation) {
    try {
      Optional<byte[]> kept = directory.read(name(conversation), SIZE_LIMIT);
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      String text = new String(kept.get(), StandardCharsets.UTF_8);
      int first = text.indexOf('\n');
      int second = text.indexOf('\n', first + 1);
      if (second < 0 || !text.substring(0, first).equals(FORMAT)) {
        return Optional.empty();
      }
      long age = clock.instant().getEpochSecond() - number(text.substring(first + 1, second));
      Transcript transcript = Transcript.parse(text.substring(second + 1));
      // A clock that was set back makes an answer of the future, which nobody can date.
      boolean fresh = age >= 0 && age < lifetime(transcript);
      return fresh ? Optional.of(transcript) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  private static long lifetime(Transcript transcript) {
    boolean sound = transcript.broken().isEmpty() && !transcript.steps().isEmpty();
    for (Transcript.Step step : transcript.steps()) {
      sound &= step.succeeded() && step.refused().isEmpty();
    }
    return sound ? LIFETIME : FAILURE_LIFETIME;
  }

  /** Keeps an answer. */
  public void keep(Request.Conversation conversation, Transcript transcript) {
    String text = FORMAT + "\n" + clock.instant().getEpochSecond() + "\n" + transcript.text();
    try {
      removeOld();
      directory.write(name(conversation), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | DirectoryIteratorException e) {
      // Then it is asked again the next time.
      return;
    }
  }

  /**
   * What is older than any answer is believed; so the directory does not grow from boot to boot.
   */
  private void removeOld() throws IOException {
    if (!Files.isDirectory(directory.path())) {
      return;
    }
    Instant oldest = clock.instant().minusSeconds(LIFETIME);
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory.path(), CONVERSATIONS)) {
      for (Path entry : entries) {
        if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  private String name(Request.Conversation conversation) throws IOException {
    StringBuilder identity = new StringBuilder(conversation.key()).append('\n');
    Path library = Path.of(conversation.library());
    BasicFileAttributes attributes = Files.readAttributes(library, BasicFileAttributes.class);
    identity.append(attributes.size()).append(' ').append(attributes.lastModifiedTime());
    identity.append(' ').append(attributes.fileKey()).append('\n');
    for (String name : FILES) {
      identity.append(text(root.resolve(name.substring(1)))).append('\n');
    }
    for (String name : DIRECTORIES) {
      identity.append(names(root.resolve(name.substring(1)))).append('\n');
    }
    variables.forEach(
        (name, value) -> identity.append(name).append('=').append(value).append('\n'));
    return digest(identity.toString());
  }

  private static String text(Path file) {
    return FileAccess.content(file, "", SIZE_LIMIT)
        .answer()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  private static String names(Path directory) {
    return FileAccess.list(directory, "", LISTING_LIMIT).answer().orElse(List.of()).toString();
  }

  private static String digest(String text) throws IOException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new FileSystemException("no SHA-256 in this Java machine");
    }
  }
}
