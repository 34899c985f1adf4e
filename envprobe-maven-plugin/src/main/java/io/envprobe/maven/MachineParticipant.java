package io.envprobe.maven;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.Truth;
import io.envprobe.version.SyntaxException;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before any POM is built into a project: sets the properties of the machine, and {@code
 * envprobe:EXPRESSION} for every expression of a profile that is true, so that Maven's own
 * activation by property finds them. An expression that is false or unknown sets nothing.
 */
public final class MachineParticipant extends AbstractMavenLifecycleParticipant {
  private static final Logger LOG = LoggerFactory.getLogger(MachineParticipant.class);

  @Override
  public void afterSessionStart(MavenSession session) throws MavenExecutionException {
    File pom = session.getRequest().getPom();
    Map<String, CompiledMarker> markers = new LinkedHashMap<>();
    Set<FactKey<?>> keys = new HashSet<>();
    if (pom != null) {
      for (String expression : PomExpressions.of(pom.toPath())) {
        CompiledMarker marker = parse(expression, pom);
        markers.put(expression, marker);
        keys.addAll(marker.facts());
      }
    }
    Profile profile;
    try {
      String named = session.getUserProperties().getProperty(BuildMachine.PROFILE);
      profile = BuildMachine.profile(named, keys);
    } catch (IOException e) {
      throw new MavenExecutionException(e.getMessage(), e);
    }
    Map<String, String> properties = new LinkedHashMap<>(MachineProperties.of(profile));
    MarkerEnvironment environment = MarkerEnvironment.of(profile);
    for (Map.Entry<String, CompiledMarker> marker : markers.entrySet()) {
      Truth truth = truth(marker.getValue(), environment, pom);
      LOG.info("envprobe: {}: {}", marker.getKey(), truth);
      if (truth == Truth.TRUE) {
        properties.put(PomExpressions.PREFIX + marker.getKey(), "true");
      }
    }
    // Maven builds projects from a copy of the session's properties, which may have been made.
    put(properties, session.getSystemProperties());
    put(properties, session.getProjectBuildingRequest().getSystemProperties());
  }

  private static CompiledMarker parse(String expression, File pom) throws MavenExecutionException {
    try {
      return CompiledMarker.parse(expression);
    } catch (SyntaxException e) {
      throw new MavenExecutionException(
          "The expression of a profile is wrong: " + e.getMessage(), pom);
    }
  }

  private static Truth truth(CompiledMarker marker, MarkerEnvironment environment, File pom)
      throws MavenExecutionException {
    try {
      return marker.evaluate(environment);
    } catch (MarkerEvaluationException e) {
      throw new MavenExecutionException(
          "The expression of a profile cannot be evaluated: " + e.getMessage(), pom);
    }
  }

  private static void put(Map<String, String> values, Properties properties) {
    values.forEach(properties::setProperty);
  }
}
