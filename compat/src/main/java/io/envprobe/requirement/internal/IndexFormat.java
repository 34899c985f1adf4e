package io.envprobe.requirement.internal;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page of a project on a simple index, as HTML or JSON, and directories of wheels. Documents of
 * variants are read where they lie beside the page; nothing is fetched.
 */
public final class IndexFormat implements RequirementFormat {
  private static final String WHEEL = ".whl";

  @Override
  public String name() {
    return "index";
  }

  @Override
  public String title() {
    return "pages of a simple index (HTML, JSON) and directories of wheels";
  }

  @Override
  public String specification() {
    return "https://packaging.python.org/en/latest/specifications/simple-repository-api/";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isDirectory()) {
      return source.inputs().list(source.name()).answer().orElse(List.of()).stream()
          .anyMatch(name -> name.endsWith(WHEEL));
    }
    String head = head(source);
    return isHtml(head)
        || (head.startsWith("{") && head.contains("\"api-version\""))
        || (head.startsWith("{") && head.contains("\"files\"") && !head.contains("\"$schema\""));
  }

  private static String head(Source source) {
    return new String(source.head(), StandardCharsets.UTF_8).stripLeading();
  }

  private static boolean isHtml(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || lower.startsWith("<html");
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    List<WheelCandidates.Listed> files;
    String directory;
    if (source.isDirectory()) {
      files = list(source);
      directory = source.name();
    } else {
      String text = source.text();
      files =
          text.stripLeading().startsWith("{")
              ? json(text, source.span())
              : AnchorReader.read(text, source.span());
      directory = source.name().substring(0, source.name().length() - source.fileName().length());
    }
    WheelCandidates candidates = new WheelCandidates();
    for (WheelCandidates.Listed file : files) {
      if (file.fileName().endsWith(WheelCandidates.VARIANTS)) {
        document(source, directory, file.fileName(), candidates);
      }
    }
    files.forEach(candidates::add);
    if (candidates.all().isEmpty()) {
      throw RequirementException.of(source.span(), "no wheel is listed in it", "");
    }
    return candidates.all();
  }

  private static List<WheelCandidates.Listed> list(Source source) throws RequirementException {
    List<WheelCandidates.Listed> files = new ArrayList<>();
    for (String name : source.inputs().list(source.name()).answer().orElse(List.of())) {
      String path = in(source.name(), name);
      if (!name.endsWith(WHEEL) && !name.endsWith(WheelCandidates.VARIANTS)) {
        continue;
      }
      Optional<String> python = Optional.empty();
      Source file = Source.of(path, source.inputs());
      if (name.endsWith(WHEEL) && file.isFile()) {
        python =
            WheelContents.open(file)
                .required("METADATA")
                .header("Requires-Python")
                .map(WheelContents.Value::text);
      }
      files.add(new WheelCandidates.Listed(name, python, false, Span.of(path)));
    }
    return files;
  }

  private static String in(String directory, String name) {
    return directory.isEmpty() || directory.endsWith("/")
        ? directory + name
        : directory + "/" + name;
  }

  private static void document(
      Source source, String directory, String name, WheelCandidates candidates)
      throws RequirementException {
    Source beside = Source.of(in(directory, name), source.inputs());
    if (!beside.isFile()) {
      return;
    }
    String text = beside.text();
    try {
      candidates.document(
          name,
          VariantsJson.ofIndex(text).document(),
          VariantConditions.place(text, beside.span()));
    } catch (VariantsJsonException e) {
      throw VariantConditions.failure(e, text, beside.span());
    }
  }

  private static List<WheelCandidates.Listed> json(String text, Span source)
      throws RequirementException {
    Json.Members page = JsonReader.read(text, source).asMembers();
    Optional<Json> version = page.find("meta").flatMap(IndexFormat::apiVersion);
    if (version.isPresent() && !version.get().asText().startsWith("1.")) {
      throw RequirementException.in(
          text, version.get().span(), "version 1 of the API is known here, no other", "");
    }
    Optional<Json> list = page.find("files");
    if (list.isEmpty()) {
      throw RequirementException.in(text, page.span(), "there is no member \"files\"", "");
    }
    List<WheelCandidates.Listed> files = new ArrayList<>();
    for (Json item : list.get().asItems()) {
      Json.Members file = item.asMembers();
      Optional<String> name = file.text("filename");
      if (name.isEmpty()) {
        throw RequirementException.in(text, file.span(), "a file without \"filename\"", "");
      }
      Optional<Json> python =
          file.find("requires-python").filter(value -> !(value instanceof Json.Null));
      Optional<Json> yanked = file.find("yanked");
      files.add(
          new WheelCandidates.Listed(
              name.get(),
              python.isPresent() ? Optional.of(python.get().asText()) : Optional.empty(),
              yanked.isPresent() && isTrue(yanked.get()),
              file.find("filename").orElseThrow().span()));
    }
    return files;
  }

  private static Optional<Json> apiVersion(Json meta) {
    return meta instanceof Json.Members members
        ? members.find("api-version").filter(value -> value instanceof Json.Text)
        : Optional.empty();
  }

  /** A text is the reason for yanking. */
  private static boolean isTrue(Json yanked) {
    return yanked instanceof Json.Text || (yanked instanceof Json.Truth truth && truth.value());
  }
}
