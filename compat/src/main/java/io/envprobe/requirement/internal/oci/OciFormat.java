package io.envprobe.requirement.internal.oci;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.internal.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Images of containers: an index, a manifest or a configuration as JSON, what {@code docker
 * manifest inspect} and {@code docker image inspect} print, and whole images in a directory or a
 * tar archive, in the layout of the specification or as {@code docker save} writes them.
 */
public final class OciFormat implements RequirementFormat {
  static final String NAME = "oci";

  private static final int TAR_MAGIC = 257;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "images of containers: indexes, manifests and layouts";
  }

  @Override
  public String specification() {
    return "https://github.com/opencontainers/image-spec";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isDirectory()) {
      String prefix = source.name().endsWith("/") ? source.name() : source.name() + "/";
      return source.inputs().status(prefix + ImageReader.LAYOUT).answer().isPresent()
          || (source.inputs().status(prefix + ImageReader.INDEX).answer().isPresent()
              && source.inputs().status(prefix + "blobs").answer().isPresent());
    }
    if (!source.isFile()) {
      return false;
    }
    byte[] head = source.head();
    if (isTar(head)) {
      try {
        return ImageReader.isImage(ImageFiles.of(source));
      } catch (RequirementException e) {
        // What is wrong with it is told by whoever reads it.
        return false;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8).stripLeading();
    boolean json = text.startsWith("{") || text.startsWith("[");
    boolean index = text.contains("\"manifests\"") && text.contains("\"schemaVersion\"");
    boolean manifest = text.contains("\"schemaVersion\"") && text.contains("\"layers\"");
    boolean config = text.contains("\"architecture\"") && text.contains("\"rootfs\"");
    boolean inspected =
        (text.contains("\"Architecture\"") && text.contains("\"Os\""))
            || (text.contains("\"Descriptor\"") && text.contains("\"Ref\""));
    return json
        && (index
            || manifest
            || config
            || inspected
            || text.contains("vnd.oci.image.")
            || text.contains("vnd.docker.distribution.manifest"));
  }

  private static boolean isTar(byte[] head) {
    return head.length > TAR_MAGIC + 5
        && new String(head, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar");
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    if (source.isDirectory() || isTar(source.head())) {
      return ImageReader.ofFiles(ImageFiles.of(source));
    }
    return ImageReader.ofDocument(source, JsonReader.read(source.text(), source.span()));
  }
}
