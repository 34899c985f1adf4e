package io.envprobe.requirement.internal.oci;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import io.envprobe.requirement.internal.nfd.NfdFormat;
import io.envprobe.tag.platform.OciPlatform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the images of an index or a layout. Used by one thread. */
final class ImageReader {
  static final String LAYOUT = "oci-layout";
  static final String INDEX = "index.json";

  private static final String SAVED = "manifest.json";
  private static final String COMPATIBILITY = "application/vnd.nfd.image-compatibility";
  private static final String REFERENCE = "vnd.docker.reference.type";
  private static final int DEEPEST = 4;
  private static final int MOST_IMAGES = 10_000;

  private final Source source;
  private final Optional<ImageFiles> files;
  private final List<Image> images = new ArrayList<>();

  /** Conditions of documents about an image or an index, by digest. */
  private final Map<String, List<Condition>> about = new LinkedHashMap<>();

  private ImageReader(Source source, Optional<ImageFiles> files) {
    this.source = source;
    this.files = files;
  }

  /** Whether files are those of an image. */
  static boolean isImage(ImageFiles files) {
    return files.find(LAYOUT).isPresent()
        || files.find(INDEX).isPresent()
        || files.find(SAVED).isPresent();
  }

  /** The images of a layout. */
  static List<Candidate> ofFiles(ImageFiles files) throws RequirementException {
    ImageReader reader = new ImageReader(files.source(), Optional.of(files));
    Optional<String> index = files.text(INDEX);
    Optional<String> saved = index.isPresent() ? Optional.empty() : files.text(SAVED);
    if (index.isPresent()) {
      reader.index(JsonReader.read(index.get(), files.span(INDEX)).asMembers(), List.of(), 0);
    } else if (saved.isPresent()) {
      reader.saved(JsonReader.read(saved.get(), files.span(SAVED)));
    } else {
      throw RequirementException.of(files.source().span(), "the layout has no " + INDEX, "");
    }
    return reader.candidates();
  }

  /** The images of one document. */
  static List<Candidate> ofDocument(Source source, Json json) throws RequirementException {
    ImageReader reader = new ImageReader(source, Optional.empty());
    if (json instanceof Json.Items items) {
      for (Json item : items.list()) {
        reader.inspected(item.asMembers());
      }
    } else if (json.asMembers().find("manifests").isPresent()) {
      reader.index(json.asMembers(), List.of(), 0);
    } else {
      reader.single(json.asMembers());
    }
    return reader.candidates();
  }

  private List<Candidate> candidates() throws RequirementException {
    if (images.isEmpty()) {
      throw RequirementException.of(source.span(), "there is no image in it", "");
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Image image : images) {
      candidates.add(image.candidate(source, files, candidates.size(), about));
    }
    return candidates;
  }

  private void index(Json.Members index, List<String> above, int depth)
      throws RequirementException {
    if (depth == DEEPEST) {
      throw RequirementException.of(index.span(), "indexes are nested too deep", "");
    }
    for (Json item : index.items("manifests")) {
      Json.Members entry = item.asMembers();
      String digest = entry.text("digest").orElse("");
      if (digest.isEmpty()) {
        throw RequirementException.of(item.span(), "an entry without a digest", "");
      }
      if (isAttestation(entry)) {
        continue;
      }
      Optional<String> text = files.isPresent() ? files.get().document(digest) : Optional.empty();
      Optional<Json> platform = entry.find("platform").filter(p -> !(p instanceof Json.Null));
      Optional<OciPlatform> stated =
          platform.isPresent()
              ? ImageConfig.platform(platform.get().asMembers())
              : Optional.empty();
      if (text.isPresent()) {
        stored(entry, digest, stated, text.get(), above, depth);
      } else if (!isArtifact(entry)) {
        add(new Image(digest, stated, item.span(), above, Optional.empty()));
      }
    }
  }

  /** An entry whose document is at hand. */
  private void stored(
      Json.Members entry,
      String digest,
      Optional<OciPlatform> stated,
      String text,
      List<String> above,
      int depth)
      throws RequirementException {
    ImageFiles store = files.orElseThrow();
    Json.Members document =
        JsonReader.read(text, store.span(ImageFiles.blob(digest).orElseThrow())).asMembers();
    if (document.find("manifests").isPresent()) {
      List<String> chain = new ArrayList<>(above);
      chain.add(digest);
      index(document, chain, depth + 1);
    } else if (isArtifact(entry) || isArtifact(document)) {
      compatibility(document);
    } else {
      add(new Image(digest, stated, entry.span(), above, Optional.of(document)));
    }
  }

  private void add(Image image) throws RequirementException {
    if (images.size() == MOST_IMAGES) {
      throw RequirementException.of(image.span(), "more than " + MOST_IMAGES + " images", "");
    }
    images.add(image);
  }

  /** What builders put beside images: signatures, provenance. */
  private static boolean isAttestation(Json.Members entry) throws RequirementException {
    Optional<Json> notes = entry.find("annotations").filter(n -> n instanceof Json.Members);
    if (notes.isPresent() && notes.get().asMembers().find(REFERENCE).isPresent()) {
      return true;
    }
    Optional<Json> platform = entry.find("platform").filter(p -> p instanceof Json.Members);
    return platform.isPresent()
        && platform.get().asMembers().text("os").equals(Optional.of("unknown"));
  }

  private static boolean isArtifact(Json.Members document) throws RequirementException {
    Optional<Json> config = document.find("config").filter(c -> c instanceof Json.Members);
    String type = config.isPresent() ? config.get().asMembers().text("mediaType").orElse("") : "";
    boolean image =
        type.isEmpty() || type.contains("image.config") || type.contains("container.image");
    return document.find("artifactType").isPresent() || !image;
  }

  /** A document of NFD about what it names as its subject. */
  private void compatibility(Json.Members manifest) throws RequirementException {
    String type = manifest.text("artifactType").orElse("");
    Optional<Json> subject = manifest.find("subject").filter(s -> s instanceof Json.Members);
    for (Json item : manifest.items("layers")) {
      Json.Members layer = item.asMembers();
      boolean meant =
          type.startsWith(COMPATIBILITY)
              || layer.text("mediaType").orElse("").startsWith(COMPATIBILITY);
      if (!meant) {
        continue;
      }
      String digest = layer.text("digest").orElse("");
      ImageFiles store = files.orElseThrow();
      Optional<String> text = store.document(digest);
      if (text.isEmpty()) {
        throw RequirementException.of(
            item.span(), "the layout does not have the document " + digest, "");
      }
      Condition condition =
          NfdFormat.imageCompatibility(
              text.get(), store.span(ImageFiles.blob(digest).orElseThrow()));
      String target =
          subject.isPresent() ? subject.get().asMembers().text("digest").orElse("") : "";
      about.computeIfAbsent(target, key -> new ArrayList<>()).add(condition);
    }
  }

  /** What {@code docker save} writes. */
  private void saved(Json json) throws RequirementException {
    for (Json item : json.asItems()) {
      add(
          new Image(
              item.asMembers().text("Config").orElse(""),
              Optional.empty(),
              item.span(),
              List.of(),
              Optional.of(item.asMembers())));
    }
  }

  /** A manifest, a configuration, or what {@code skopeo inspect} prints. */
  private void single(Json.Members document) throws RequirementException {
    if (document.find("Architecture").isPresent()) {
      inspected(document);
      return;
    }
    add(
        new Image(
            source.fileName(),
            ImageConfig.platform(document),
            document.span(),
            List.of(),
            Optional.of(document)));
  }

  /** An item of what {@code docker image inspect} and {@code docker manifest inspect -v} print. */
  private void inspected(Json.Members item) throws RequirementException {
    Optional<Json> descriptor = item.find("Descriptor").filter(d -> d instanceof Json.Members);
    if (descriptor.isPresent()) {
      Json.Members entry = descriptor.get().asMembers();
      if (!isAttestation(entry)) {
        Optional<Json> platform = entry.find("platform").filter(p -> p instanceof Json.Members);
        Optional<OciPlatform> stated =
            platform.isPresent()
                ? ImageConfig.platform(platform.get().asMembers())
                : Optional.empty();
        String digest = entry.text("digest").orElse("");
        add(new Image(digest, stated, item.span(), List.of(), Optional.empty()));
      }
      return;
    }
    Map<String, Json> lower = new LinkedHashMap<>();
    item.members().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    Optional<Json> version = Optional.ofNullable(lower.get("osversion"));
    version.ifPresent(value -> lower.put("os.version", value));
    Json.Members named = new Json.Members(lower, Map.of(), item.span());
    Optional<Json> id = item.find("Id").or(() -> item.find("Digest"));
    String digest = id.isPresent() ? id.get().asText() : source.fileName();
    add(new Image(digest, ImageConfig.platform(named), item.span(), List.of(), Optional.of(named)));
  }
}
