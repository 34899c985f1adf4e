package io.envprobe.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.maven.model.Activation;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * The marker expressions that the profiles of a build name: an activation by the property {@code
 * envprobe:EXPRESSION}, or {@code !envprobe:EXPRESSION}, in a POM, its modules and the parents that
 * lie beside it.
 */
final class PomExpressions {
  static final String PREFIX = "envprobe:";

  private final Set<Path> read = new HashSet<>();
  private final Set<String> expressions = new LinkedHashSet<>();

  private PomExpressions() {}

  /**
   * Reads a POM and those that it leads to. One that cannot be read or parsed is left to Maven,
   * which refuses it with its place.
   */
  static Set<String> of(Path pom) {
    PomExpressions found = new PomExpressions();
    found.add(pom);
    return Collections.unmodifiableSet(found.expressions);
  }

  private void add(Path place) {
    Path pom = Files.isDirectory(place) ? place.resolve("pom.xml") : place;
    if (!Files.isRegularFile(pom) || !read.add(pom.toAbsolutePath().normalize())) {
      return;
    }
    try (InputStream stream = Files.newInputStream(pom)) {
      add(new MavenXpp3Reader().read(stream, false), pom);
    } catch (IOException | XmlPullParserException e) {
      return;
    }
  }

  private void add(Model model, Path pom) {
    if (model.getParent() != null && model.getParent().getRelativePath() != null) {
      add(pom.resolveSibling(model.getParent().getRelativePath()));
    }
    for (String module : model.getModules()) {
      add(pom.resolveSibling(module));
    }
    for (Profile profile : model.getProfiles()) {
      for (String module : profile.getModules()) {
        add(pom.resolveSibling(module));
      }
      Activation activation = profile.getActivation();
      if (activation != null && activation.getProperty() != null) {
        addName(activation.getProperty().getName());
      }
    }
  }

  private void addName(String name) {
    String plain = name != null && name.startsWith("!") ? name.substring(1) : name;
    if (plain != null && plain.startsWith(PREFIX)) {
      expressions.add(plain.substring(PREFIX.length()));
    }
  }
}
