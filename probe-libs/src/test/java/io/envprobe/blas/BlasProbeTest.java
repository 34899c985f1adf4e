package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.libs.Image;
import io.envprobe.libs.LibsProbes;
import io.envprobe.probe.Probe;
import io.envprobe.probe.Profiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numerical libraries of an image, whose libraries are compiled for it. */
class BlasProbeTest {
  @TempDir Path root;
  private Image image = Image.in(Path.of("."));

  @BeforeEach
  void image() {
    image = BlasImage.of(root).image();
  }

  @AfterEach
  void removeImage() {
    Image.removeLinks(root);
  }

  private Profile profile(FactKey<?>... keys) {
    List<Probe> probes = new ArrayList<>(new LibsProbes().probes());
    probes.addAll(new BlasProbes().probes());
    return new Profiler(probes)
        .profile(image.host(), Set.of(keys), Profile.EMPTY, Duration.ofSeconds(20));
  }

  @Test
  void namesProvidersInterfacesAndRuntimes() {
    Profile profile =
        profile(
            LibraryFacts.BLAS_PROVIDERS,
            LibraryFacts.BLAS_INTERFACES,
            LibraryFacts.OPENMP_RUNTIMES);
    assertEquals(
        Optional.of(List.of("openblas")),
        profile.reading(LibraryFacts.BLAS_PROVIDERS).asOptional());
    assertEquals(
        Optional.of(List.of("ilp64", "lp64", "openblas-ilp64", "openblas-lp64")),
        profile.reading(LibraryFacts.BLAS_INTERFACES).asOptional());
    assertEquals(
        Optional.of(List.of("libgomp")),
        profile.reading(LibraryFacts.OPENMP_RUNTIMES).asOptional());
  }

  @Test
  void seesThroughTheShimThatALinkLeadsTo() {
    List<FactRecord> selected =
        profile(BlasFacts.BLAS_SELECTED)
            .reading(BlasFacts.BLAS_SELECTED)
            .asOptional()
            .orElseThrow();
    FactRecord blas =
        selected.stream()
            .filter(record -> record.text("name").equals(Optional.of("libblas.so.3")))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of("openblas"), blas.text("provider"));
    assertEquals(Optional.of("0.3.28"), blas.text("version"));
    assertEquals(Optional.of("pthreads"), blas.text("threading"));
    assertTrue(blas.text("core").orElse("").endsWith("libopenblas.so.0"));
  }

  @Test
  void knowsThatThereIsNoBlasWhereThereIsNone() {
    Image.removeLinks(root);
    BlasImage empty = BlasImage.withoutLibraries(root.resolve("empty"));
    image = empty.image();
    assertEquals(
        Optional.of(List.of()),
        profile(LibraryFacts.BLAS_PROVIDERS).reading(LibraryFacts.BLAS_PROVIDERS).asOptional());
  }
}
