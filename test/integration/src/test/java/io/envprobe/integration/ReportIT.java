package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML page, as a command prints it and as a browser shows it. */
class ReportIT {
  private static final Path HOSTS = Jar.ROOT.resolve("test/hosts");

  /** Where the pictures stay, for a person to look at. */
  private static final Path PICTURES = Jar.ROOT.resolve("test/integration/target/report");

  private static final String UBUNTU = HOSTS.resolve("ubuntu-24.04-x86_64/profile.json").toString();
  private static final String ALPINE = HOSTS.resolve("alpine-3.20-aarch64/profile.json").toString();

  @Test
  void thePageOfThisMachineIsOneDocumentOnStandardOutput() {
    Jar.Result page = Jar.run("report", "--html");
    assertEquals(0, page.exit(), page.toString());
    assertTrue(page.output().startsWith("<!DOCTYPE html>\n<html"), page.output());
    assertTrue(page.output().endsWith("</html>\n"), page.output());
    assertTrue(page.output().contains("id=\"facts\""), page.output());
  }

  @Test
  void theSameProfileGivesTheSamePageInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("page with space.html");
    Jar.Result written = Jar.run("report", "--profile", UBUNTU, "--output", file.toString());
    assertEquals(0, written.exit(), written.toString());
    assertEquals("", written.output());
    assertEquals(Jar.run("report", "--profile", UBUNTU).output(), Files.readString(file));
  }

  @Test
  void theExitCodeIsThatOfTheVerdicts() {
    Jar.Result no = Jar.run("report", "--profile", ALPINE, "libc_name == \"glibc\"");
    assertEquals(1, no.exit(), no.error());
    JsonObject json =
        JsonParser.parseString(
                Jar.run("report", "--profile", ALPINE, "--json", "libc_name == \"glibc\"").output())
            .getAsJsonObject();
    assertEquals("incompatible", json.get("verdict").getAsString());
    assertTrue(json.has("facts") && json.has("findings"), json.keySet().toString());
  }

  @Test
  void severalMachinesWithoutArtifactsAreAUsageErrorWithTheReason() {
    Jar.Result usage = Jar.run("report", "--matrix", UBUNTU, "--matrix", ALPINE);
    assertEquals(2, usage.exit(), usage.toString());
    assertTrue(usage.error().contains("needs artifacts"), usage.error());
  }

  @Test
  void aBrowserShowsAMachineInLightAndDarkAndPrintsIt(@TempDir Path folder) throws IOException {
    String browser = browser();
    Path page = folder.resolve("machine.html");
    assertEquals(0, Jar.run("report", "--profile", UBUNTU, "--output", page.toString()).exit());
    double light = brightness(picture(browser, folder, page, "machine-light", 1));
    double dark = brightness(picture(browser, folder, page, "machine-dark", 0));
    assertTrue(light > 0.75 && light < 0.995, "light page: " + light);
    assertTrue(dark < 0.3 && dark > 0.02, "dark page: " + dark);
    Path print = PICTURES.resolve("machine.pdf");
    Files.deleteIfExists(print);
    run(browser, folder, page, "--no-pdf-header-footer", "--print-to-pdf=" + print);
    assertTrue(Files.size(print) > 10_000, "printed: " + Files.size(print));
  }

  @Test
  void aBrowserShowsArtifactsAgainstMachines(@TempDir Path folder) throws IOException {
    String browser = browser();
    Path page = folder.resolve("matrix.html");
    Jar.Result made =
        Jar.run(
            "report",
            "--matrix",
            UBUNTU,
            "--matrix",
            ALPINE,
            "--output",
            page.toString(),
            "numpy-2.1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "libc_name == \"musl\"");
    assertEquals(1, made.exit(), made.toString());
    BufferedImage picture = picture(browser, folder, page, "matrix-light", 1);
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y) & 0xffffff);
      }
    }
    // The backgrounds of a yes and of a no.
    assertTrue(colours.contains(0xdff3e4) && colours.contains(0xfde4e6), "no coloured cells");
  }

  private static String browser() {
    Optional<String> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "no Chromium here (Debian: apt-get install chromium): no picture is taken");
    return found.orElseThrow();
  }

  /** A picture of the page; scheme 0 is dark, 1 is light. */
  private static BufferedImage picture(
      String browser, Path folder, Path page, String name, int scheme) throws IOException {
    Path picture = PICTURES.resolve(name + ".png");
    Files.createDirectories(PICTURES);
    Files.deleteIfExists(picture);
    run(
        browser,
        folder,
        page,
        "--window-size=1200,2400",
        "--blink-settings=preferredColorScheme=" + scheme,
        "--screenshot=" + picture);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertEquals(1200, image.getWidth());
    return image;
  }

  private static void run(String browser, Path folder, Path page, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("browser")));
    command.addAll(List.of(words));
    command.add(page.toUri().toString());
    Jar.Result result = Jar.start(command, "", Map.of(), folder);
    assertEquals(0, result.exit(), result.toString());
    // What a page's policy forbids or a page lacks is reported so.
    assertFalse(result.error().contains("CONSOLE"), result.error());
  }

  private static double brightness(BufferedImage picture) {
    double sum = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        int rgb = picture.getRGB(x, y);
        sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 765.0;
      }
    }
    return sum / picture.getWidth() / picture.getHeight();
  }
}
