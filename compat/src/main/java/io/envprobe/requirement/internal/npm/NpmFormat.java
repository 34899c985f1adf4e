package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import io.envprobe.requirement.internal.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * npm: a package ({@code package.json}, or its directory with prebuilt addons), or a lock of npm,
 * pnpm or yarn.
 */
public final class NpmFormat implements RequirementFormat {
  private static final String PACKAGE = "package.json";
  private static final String PREBUILDS = "prebuilds";
  private static final List<String> NPM_LOCKS =
      List.of("package-lock.json", "npm-shrinkwrap.json", ".package-lock.json");
  private static final String PNPM_LOCK = "pnpm-lock.yaml";
  private static final String YARN_LOCK = "yarn.lock";

  @Override
  public String name() {
    return "npm";
  }

  @Override
  public String title() {
    return "packages, prebuilt addons and lock files of npm, pnpm and yarn";
  }

  @Override
  public String specification() {
    return "https://docs.npmjs.com/cli/v11/configuring-npm/package-json#os";
  }

  @Override
  public boolean accepts(Source source) {
    String file = source.fileName();
    if (source.isDirectory()) {
      return isPrebuilds(source) || within(source, PACKAGE).isFile();
    }
    return source.isFile()
        && (file.equals(PACKAGE)
            || NPM_LOCKS.contains(file)
            || file.equals(PNPM_LOCK)
            || file.equals(YARN_LOCK));
  }

  private static boolean isPrebuilds(Source directory) {
    String name =
        directory.name().endsWith("/")
            ? directory.name().substring(0, directory.name().length() - 1)
            : directory.name();
    return name.equals(PREBUILDS) || name.endsWith("/" + PREBUILDS);
  }

  private static Source within(Source directory, String name) {
    String separator = directory.name().endsWith("/") ? "" : "/";
    return Source.of(directory.name() + separator + name, directory.inputs());
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    if (source.isDirectory()) {
      return List.of(candidate(source, source.name(), directory(source)));
    }
    if (source.fileName().equals(PNPM_LOCK) || source.fileName().equals(YARN_LOCK)) {
      return List.of(candidate(source, source.name(), otherLock(source)));
    }
    Json.Members document = JsonReader.read(source.text(), source.span()).asMembers();
    if (document.find("lockfileVersion").isPresent() || document.find("packages").isPresent()) {
      return List.of(candidate(source, source.name(), NpmLock.condition(document)));
    }
    return List.of(candidate(source, subject(document, source), fields(document, source)));
  }

  /** A lock of pnpm or yarn; one that is damaged anywhere is refused, as they refuse it. */
  private static Condition otherLock(Source source) throws RequirementException {
    String text = source.text();
    boolean yarn = source.fileName().equals(YARN_LOCK);
    try {
      return yarn && ClassicYarnLock.isOne(text)
          ? ClassicYarnLock.condition(text, source.span())
          : yamlLock(text, source.span(), yarn);
    } catch (RequirementException e) {
      String hint =
          text.length() > YamlReader.LONGEST
              ? e.hint()
              : "restore it, or let " + (yarn ? "yarn" : "pnpm") + " install write it anew";
      throw RequirementException.in(text, e.span(), e.reason(), hint);
    }
  }

  private static Condition yamlLock(String text, Span span, boolean yarn)
      throws RequirementException {
    List<Json.Members> locks = new ArrayList<>();
    for (Json document : YamlReader.read(text, span)) {
      locks.add(document.asMembers());
    }
    if (locks.isEmpty()) {
      throw RequirementException.of(span.at(0, 0), "the lock is empty", "");
    }
    return yarn ? YarnLock.condition(locks, span) : PnpmLock.condition(locks, span);
  }

  private Candidate candidate(Source source, String title, Condition condition) {
    return Candidate.of(title, Requirement.of(source.name(), name(), condition));
  }

  private static String subject(Json.Members document, Source source) throws RequirementException {
    return document.text("name").orElse(source.name())
        + document.text("version").map(version -> "@" + version).orElse("");
  }

  private static Condition fields(Json.Members document, Source source)
      throws RequirementException {
    return Condition.all(NpmPackages.fields(document, subject(document, source)), document.span());
  }

  private static Condition directory(Source source) throws RequirementException {
    List<Condition> parts = new ArrayList<>();
    Source description = within(source, PACKAGE);
    if (description.isFile()) {
      Json.Members document = JsonReader.read(description.text(), description.span()).asMembers();
      parts.add(fields(document, description));
    }
    Source prebuilds = isPrebuilds(source) ? source : within(source, PREBUILDS);
    if (prebuilds.isDirectory()) {
      parts.add(Condition.of(new PrebuildsDemand(layout(prebuilds)), Span.of(prebuilds.name())));
    }
    return Condition.all(parts, source.span());
  }

  private static Map<String, List<String>> layout(Source prebuilds) throws RequirementException {
    Map<String, List<String>> layout = new LinkedHashMap<>();
    for (String name : prebuilds.inputs().list(prebuilds.name()).answer().orElse(List.of())) {
      Source directory = within(prebuilds, name);
      if (directory.isDirectory()) {
        layout.put(name, prebuilds.inputs().list(directory.name()).answer().orElse(List.of()));
      }
    }
    if (layout.isEmpty()) {
      throw RequirementException.of(
          prebuilds.span(),
          "there is no directory of a platform in it",
          "linux-x64/node.napi.node");
    }
    return layout;
  }
}
