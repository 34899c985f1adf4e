package io.envprobe.requirement.internal;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.Audit;
import io.envprobe.fact.Finding;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Severity;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.VersionDemand;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.version.SpecifierSet;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a whole wheel asks: its name, its metadata, its variant, and the binaries inside. */
final class WheelRequirement {
  private static final String SUPPORTED = "1";

  private final Source source;
  private final WheelFileName name;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Audit> audits = new ArrayList<>();

  private WheelRequirement(Source source, WheelFileName name) {
    this.source = source;
    this.name = name;
  }

  static Requirement of(Source source, WheelFileName name, Span span) throws RequirementException {
    WheelRequirement wheel = new WheelRequirement(source, name);
    wheel.conditions.add(WheelFormat.tags(name, span));
    WheelContents contents = WheelContents.open(source);
    wheel.version(contents.required("WHEEL"));
    WheelContents.Text metadata = contents.required("METADATA");
    wheel.python(metadata);
    wheel.variant(contents);
    wheel.binaries(metadata);
    return new Requirement(
        source.name(),
        "wheel",
        new Condition.All("", wheel.conditions, source.span()),
        wheel.findings,
        wheel.audits);
  }

  /** Installers refuse a wheel of another major version of the format. */
  private void version(WheelContents.Text wheel) throws RequirementException {
    Optional<WheelContents.Value> version = wheel.header("Wheel-Version");
    boolean known =
        version.isPresent()
            && (version.get().text().equals(SUPPORTED)
                || version.get().text().startsWith(SUPPORTED + "."));
    if (!known) {
      throw RequirementException.in(
          wheel.content(),
          version.map(WheelContents.Value::span).orElse(wheel.span()),
          version.isPresent()
              ? "wheels of version " + version.get().text() + " are not known"
              : "there is no Wheel-Version",
          "Wheel-Version: 1.0");
    }
  }

  private void python(WheelContents.Text metadata) {
    Optional<WheelContents.Value> requires = metadata.header("Requires-Python");
    if (requires.isEmpty()) {
      return;
    }
    String text = requires.get().text();
    try {
      conditions.add(
          Condition.of(
              new VersionDemand(PythonFacts.PYTHON_VERSION, SpecifierSet.parse(text), text),
              requires.get().span()));
    } catch (SyntaxException e) {
      // Installers ignore one that does not parse.
      report(
          "wheel.requires-python",
          Severity.WARNING,
          "Requires-Python does not parse, so that installers ignore it: " + text,
          "write a version specifier");
    }
  }

  private void variant(WheelContents contents) throws RequirementException {
    if (name.label().isEmpty()) {
      return;
    }
    WheelContents.Text text = contents.required("variant.json");
    try {
      VariantsDocument document = VariantsJson.ofWheel(text.content(), name.label()).document();
      conditions.add(
          VariantConditions.of(
              document, name.label().get(), VariantConditions.place(text.content(), text.span())));
    } catch (VariantsJsonException e) {
      throw VariantConditions.failure(e, text.content(), text.span());
    }
  }

  private void binaries(WheelContents.Text metadata) throws RequirementException {
    Outcome<ArtifactReport> scanned =
        ArtifactScanner.of(source.inputs()).scan(List.of(source.name()));
    if (scanned instanceof Outcome.Failure<ArtifactReport> failure) {
      throw RequirementException.of(source.span(), failure.detail(), "");
    }
    ArtifactReport report = scanned.answer().orElseThrow();
    audits.addAll(Audit.of(report));
    for (Finding finding : report.findings()) {
      if (finding.severity() == Severity.ERROR) {
        findings.add(finding);
      }
    }
    // In a wheel for any platform native code is data: launchers for other systems.
    boolean data = name.tags().platforms().equals(List.of("any"));
    if (!report.files().isEmpty() && !data) {
      Set<String> elsewhere = OtherDistributions.libraries(report.files(), metadata);
      conditions.add(NativeConditions.together(report.files(), elsewhere));
      if (!elsewhere.isEmpty()) {
        report(
            "wheel.other-distributions",
            Severity.INFO,
            "needs libraries of distributions that it depends on: " + String.join(" ", elsewhere),
            "");
      }
    }
  }

  private void report(String rule, Severity severity, String message, String remedy) {
    findings.add(new Finding(rule, severity, message, source.name(), List.of(), remedy));
  }
}
