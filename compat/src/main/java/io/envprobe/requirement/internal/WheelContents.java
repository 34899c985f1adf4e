package io.envprobe.requirement.internal;

import io.envprobe.artifact.ZipArchive;
import io.envprobe.artifact.internal.InputSource;
import io.envprobe.artifact.internal.SourceBytes;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What a wheel says of itself: the texts of its {@code .dist-info} directory. */
public final class WheelContents {
  private static final int TEXT_LIMIT = 8 << 20;
  private static final String DIST_INFO = ".dist-info";

  private final Source source;
  private final ByteSource bytes;
  private final ZipArchive archive;

  private WheelContents(Source source, ByteSource bytes, ZipArchive archive) {
    this.source = source;
    this.bytes = bytes;
    this.archive = archive;
  }

  /** A text of the wheel, and where it is. */
  public record Text(String content, Span span) {
    /** The first value of a header. */
    public Optional<Value> header(String name) {
      List<Value> values = headers(name);
      return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The values of a header, up to the first empty line. */
    public List<Value> headers(String name) {
      List<Value> values = new ArrayList<>();
      String start = name.toLowerCase(Locale.ROOT) + ":";
      int at = 0;
      while (at < content.length()) {
        int end = content.indexOf('\n', at);
        int stop = end < 0 ? content.length() : end;
        String line = content.substring(at, stop);
        if (line.isBlank()) {
          return values;
        }
        if (line.regionMatches(true, 0, start, 0, start.length())) {
          String value = line.substring(start.length());
          int from = at + start.length() + value.length() - value.stripLeading().length();
          values.add(new Value(value.strip(), span.at(from, value.strip().length())));
        }
        at = stop + 1;
      }
      return values;
    }
  }

  /** A value and where it is written. */
  public record Value(String text, Span span) {}

  /** Opens a wheel and reads its directory. */
  public static WheelContents open(Source source) throws RequirementException {
    long size = source.status().orElseThrow().size();
    ByteSource bytes = new InputSource(source.inputs(), source.name(), size, new LongAdder());
    try {
      ReadResult<ZipArchive> read = ZipArchive.read(bytes);
      if (read.content().isEmpty()) {
        Defect defect = read.defects().get(0);
        throw damaged(source.span(), defect.offset(), "no zip archive: " + defect.message());
      }
      return new WheelContents(source, bytes, read.content().get());
    } catch (IOException e) {
      throw RequirementException.of(source.span(), String.valueOf(e.getMessage()), "");
    }
  }

  private static RequirementException damaged(Span span, long offset, String reason) {
    int at = (int) Math.max(0, Math.min(offset, Integer.MAX_VALUE));
    return RequirementException.of(span.at(at, 1), "at byte " + offset + ": " + reason, "");
  }

  /** A text that every wheel has. */
  public Text required(String name) throws RequirementException {
    return find(name)
        .orElseThrow(
            () ->
                RequirementException.of(
                    source.span(), "it is no wheel: there is no " + DIST_INFO + "/" + name, ""));
  }

  /** A text of the {@code .dist-info} directory. */
  public Optional<Text> find(String name) throws RequirementException {
    for (ZipArchive.Member member : archive.members()) {
      int slash = member.name().indexOf('/');
      boolean inside =
          slash >= DIST_INFO.length()
              && member.name().startsWith(DIST_INFO, slash - DIST_INFO.length());
      if (inside && member.name().substring(slash + 1).equals(name)) {
        return Optional.of(text(member));
      }
    }
    return Optional.empty();
  }

  private Text text(ZipArchive.Member member) throws RequirementException {
    Span span = Span.of(source.name() + "!/" + member.name());
    try {
      ReadResult<ByteSource> opened = ZipArchive.open(bytes, member, 1 << 20);
      if (opened.content().isEmpty()) {
        Defect defect = opened.defects().get(0);
        throw damaged(span, defect.offset(), defect.message());
      }
      if (member.size() > TEXT_LIMIT) {
        throw RequirementException.of(span, "it is longer than " + TEXT_LIMIT + " bytes", "");
      }
      byte[] content = SourceBytes.copy(opened.content().get(), 0, TEXT_LIMIT);
      if (content.length != member.size()) {
        throw damaged(span, member.headerOffset(), "the member is damaged");
      }
      return new Text(new String(content, StandardCharsets.UTF_8), span);
    } catch (IOException e) {
      throw damaged(span, member.headerOffset(), String.valueOf(e.getMessage()));
    }
  }
}
