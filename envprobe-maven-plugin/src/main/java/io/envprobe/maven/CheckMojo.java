package io.envprobe.maven;

import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Profile;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.Span;
import io.envprobe.version.SyntaxException;
import java.io.IOException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Fails the build unless a marker expression is true of the machine. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class CheckMojo extends AbstractMojo {
  /** What must be true, for example {@code glibc_version >= "2.28"}. */
  @Parameter(property = "envprobe.expression", required = true)
  private String expression = "";

  /**
   * What becomes of the build where it is not known: {@code fail}, {@code report} or {@code pass}.
   */
  @Parameter(property = "envprobe.onUnknown", defaultValue = "fail")
  private String onUnknown = "fail";

  /** Another machine than this: {@code @debian-12}, or the file of a profile. */
  @Parameter(property = BuildMachine.PROFILE)
  private @Nullable String profile;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (!onUnknown.equals("fail") && !onUnknown.equals("report") && !onUnknown.equals("pass")) {
      throw new MojoExecutionException(
          "onUnknown is fail, report or pass, not '" + onUnknown + "'");
    }
    Requirement requirement;
    Profile machine;
    try {
      requirement =
          Requirement.of(
              expression,
              "marker",
              MarkerDemand.condition(CompiledMarker.parse(expression), Span.of(expression)));
      machine = BuildMachine.profile(profile, requirement.facts());
    } catch (SyntaxException e) {
      throw new MojoExecutionException(e.getMessage(), (Exception) null);
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
    Verdict verdict = Engine.check(requirement, machine);
    String text = text(verdict);
    if (verdict.compatibility() == Compatibility.COMPATIBLE) {
      getLog().info(text);
    } else if (verdict.compatibility() == Compatibility.INCOMPATIBLE || onUnknown.equals("fail")) {
      throw new MojoFailureException(text);
    } else if (onUnknown.equals("report")) {
      getLog().warn(text);
    }
  }

  private static String text(Verdict verdict) {
    StringBuilder text = new StringBuilder(verdict.subject());
    text.append(
        switch (verdict.compatibility()) {
          case COMPATIBLE -> " is true of this machine";
          case INCOMPATIBLE -> " is false of this machine";
          case UNDETERMINED -> " is not known of this machine";
        });
    for (Verdict.Reason reason : verdict.reasons()) {
      text.append("\n  ").append(reason.condition()).append(": ").append(reason.answer().reason());
      if (!reason.answer().remedy().isEmpty()) {
        text.append("\n    remedy: ").append(reason.answer().remedy());
      }
    }
    return text.toString();
  }
}
