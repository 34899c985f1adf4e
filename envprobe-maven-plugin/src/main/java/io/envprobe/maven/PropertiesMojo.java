package io.envprobe.maven;

import io.envprobe.fact.Profile;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Sets the properties {@code envprobe.*} of the project from the machine. Goals that run later see
 * them; what Maven reads before any goal runs (dependencies, activation) needs the extension.
 */
@Mojo(name = "properties", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PropertiesMojo extends AbstractMojo {
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private @Nullable MavenProject project;

  /** Another machine than this: {@code @debian-12}, or the file of a profile. */
  @Parameter(property = BuildMachine.PROFILE)
  private @Nullable String profile;

  @Override
  public void execute() throws MojoExecutionException {
    Profile machine;
    try {
      machine = BuildMachine.profile(profile, Set.of());
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
    MavenProject set = java.util.Objects.requireNonNull(project);
    for (Map.Entry<String, String> property : MachineProperties.of(machine).entrySet()) {
      set.getProperties().setProperty(property.getKey(), property.getValue());
      getLog().info(property.getKey() + "=" + property.getValue());
    }
  }
}
