package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the security page promises of the program as a whole. */
final class SecurityIT {
  /** Every command that looks at a machine or a file. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("tags"),
          List.of("tags", "--all"),
          List.of("facts"),
          List.of("markers"),
          List.of("eval", "cuda_version >= \"12\" or gpu_count >= \"1\""),
          List.of("cpu"),
          List.of("gpu"),
          List.of("libs"),
          List.of("blas"),
          List.of("openmp"),
          List.of("process", "self"),
          List.of("scan", "/bin/sh"),
          List.of("check", "/bin/sh"),
          List.of("select", "/bin/sh"),
          List.of("lint", "os_name == \"posix\""));

  private static final List<String> NETWORK =
      List.of(
          "java.net.Socket ",
          "java.net.ServerSocket ",
          "java.net.DatagramSocket ",
          "java.net.InetAddress ",
          "java.net.HttpURLConnection",
          "sun.nio.ch.SocketChannelImpl",
          "sun.nio.ch.DatagramChannelImpl",
          "sun.nio.ch.NioSocketImpl",
          "java.net.http.",
          "javax.net.");

  @TempDir private Path directory;

  private Jar.Result everything(Map<String, String> variables, String... options) {
    StringBuilder requests = new StringBuilder();
    for (List<String> command : COMMANDS) {
      StringBuilder words = new StringBuilder();
      for (String word : command) {
        words.append(words.length() == 0 ? "" : ",");
        words.append('"').append(word.replace("\"", "\\\"")).append('"');
      }
      requests.append("{\"id\":1,\"args\":[").append(words).append("]}\n");
    }
    List<String> command = new ArrayList<>(List.of(Jar.java()));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", Jar.FILE.toString(), "batch"));
    Jar.Result result = Jar.start(command, requests.toString(), variables, directory);
    assertEquals(0, result.exit(), result.toString());
    assertEquals(COMMANDS.size(), result.output().lines().count(), result.toString());
    assertFalse(result.output().contains("\"exit\":70"), result.output());
    return result;
  }

  @Test
  void noCommandLoadsAClassOfTheNetwork() throws IOException {
    Path log = directory.resolve("classes.log");
    everything(Map.of(), "-Xlog:class+load=info:file=" + log);
    String classes = Files.readString(log);
    assertTrue(classes.contains("io.envprobe.cli.Main"), "the log is not a log of this program");
    for (String name : NETWORK) {
      assertFalse(classes.contains("] " + name), name + " is loaded");
    }
  }

  @Test
  void noProgramThatIsFoundIsRun() throws IOException {
    Path programs = Files.createDirectory(directory.resolve("programs"));
    Path traces = Files.createDirectory(directory.resolve("traces"));
    for (String name :
        List.of(
            "python",
            "python3",
            "pip",
            "conda",
            "ldd",
            "ldconfig",
            "ld.so",
            "nvidia-smi",
            "nvcc",
            "rocminfo",
            "rocm-smi",
            "clinfo",
            "vulkaninfo",
            "lscpu",
            "lspci",
            "uname",
            "getconf",
            "gcc",
            "cc",
            "readelf",
            "objdump",
            "dpkg",
            "rpm",
            "sysctl",
            "sw_vers",
            "lshw",
            "update-alternatives",
            "flexiblas",
            "sh",
            "env")) {
      Path program = programs.resolve(name);
      Files.writeString(program, "#!/bin/sh\n: >" + traces.resolve(name) + "\n");
      assertTrue(program.toFile().setExecutable(true));
    }
    everything(
        Map.of(
            "PATH", programs + ":/usr/bin:/bin",
            "CONDA_PREFIX", directory.toString(),
            "CUDA_HOME", directory.toString()));
    try (java.util.stream.Stream<Path> run = Files.list(traces)) {
      assertEquals(List.of(), run.map(Path::getFileName).toList(), "programs were run");
    }
  }

  private static void assertHolds(Path zip, boolean held, String secret) throws IOException {
    String lower = secret.toLowerCase(Locale.ROOT);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertTrue(file.size() > 10, "the recording has " + file.size() + " entries");
      boolean found = false;
      for (ZipEntry entry : Collections.list(file.entries())) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        String content = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (content.contains(lower) || entry.getName().toLowerCase(Locale.ROOT).contains(lower)) {
          assertTrue(held, secret + " is in " + entry.getName());
          found = true;
        }
      }
      assertEquals(held, found, secret);
    }
  }

  private static Set<String> addresses() throws IOException {
    Set<String> addresses = new LinkedHashSet<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      byte[] hardware = each.getHardwareAddress();
      if (hardware != null) {
        List<String> parts = new ArrayList<>();
        for (byte part : hardware) {
          parts.add(String.format(Locale.ROOT, "%02x", part));
        }
        addresses.add(String.join(":", parts));
      }
      for (InterfaceAddress address : each.getInterfaceAddresses()) {
        String text = address.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        if (!address.getAddress().isLoopbackAddress()) {
          addresses.add(zone < 0 ? text : text.substring(0, zone));
        }
      }
    }
    return addresses;
  }

  @Test
  void aRecordingHoldsNoNameOfTheUserAndNoAddressOfTheMachine() throws IOException {
    Path home = Files.createDirectories(directory.resolve("home/planted-user"));
    Path venv = Files.createDirectories(home.resolve("venv"));
    Files.writeString(
        venv.resolve("pyvenv.cfg"), "home = " + home + "/python/bin\nversion = 3.12.1\n");
    Path zip = directory.resolve("machine.zip");
    Jar.Result result =
        Jar.start(
            List.of(
                Jar.java(),
                "-Duser.home=" + home,
                "-Duser.name=planted-user",
                "-jar",
                Jar.FILE.toString(),
                "record",
                "-o",
                zip.toString()),
            "",
            Map.of(
                "HOME", home.toString(),
                "USER", "planted-user",
                "LOGNAME", "planted-user",
                "HOSTNAME", "planted-host",
                "SSH_CONNECTION", "203.0.113.77 50000 203.0.113.78 22",
                "http_proxy", "http://planted-user:planted-secret@203.0.113.79:3128",
                "DEPLOY_TOKEN", "planted-secret",
                "VIRTUAL_ENV", venv.toString(),
                "PATH", home + "/bin:/usr/bin:/bin"),
            directory);
    assertEquals(0, result.exit(), result.toString());
    for (String secret :
        List.of("planted-user", "planted-host", "planted-secret", "203.0.113.7", home.toString())) {
      assertHolds(zip, false, secret);
    }
    for (String address : addresses()) {
      assertHolds(zip, false, address);
    }
    String host = InetAddress.getLocalHost().getHostName();
    if (host.length() > 5 && !host.equals("localhost")) {
      assertHolds(zip, false, host);
    }
    assertHolds(zip, true, "~/venv");
  }

  @Test
  void aRecordingHoldsNoNumberThatNamesTheMachine() throws IOException {
    Map<String, String> planted =
        Map.of(
            "/proc/cpuinfo",
            Files.readString(Path.of("/proc/cpuinfo")) + "Serial\t\t: 10000000c0ffee77\n",
            "/etc/hostname",
            "planted-host\n",
            "/etc/hosts",
            "203.0.113.77 planted-host\n",
            "/etc/machine-id",
            "c0ffeec0ffeec0ffeec0ffeec0ffee00\n");
    StringBuilder script = new StringBuilder("set -e\nhostname planted-host\n");
    for (Map.Entry<String, String> file : planted.entrySet()) {
      if (Files.exists(Path.of(file.getKey()))) {
        Path content = directory.resolve(file.getKey().substring(1).replace('/', '-'));
        Files.writeString(content, file.getValue());
        script.append("mount --bind '" + content + "' " + file.getKey() + "\n");
      }
    }
    script.append("exec \"$@\"\n");
    Path zip = directory.resolve("machine.zip");
    List<String> command =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "--uts"));
    command.addAll(List.of("sh", "-c", script.toString(), "sh"));
    Jar.Result tried = start(command, "true");
    Assumptions.assumeTrue(
        tried.exit() == 0, "no namespace in which to plant numbers: " + tried.error());
    assertTrue(start(command, "grep", "-q", "c0ffee77", "/proc/cpuinfo").exit() == 0);
    Jar.Result result =
        start(
            command,
            Jar.java(),
            "-jar",
            Jar.FILE.toString(),
            "record",
            "--no-native",
            "-o",
            zip.toString());
    assertEquals(0, result.exit(), result.toString());
    for (String secret : List.of("c0ffee", "planted-host", "203.0.113.77")) {
      assertHolds(zip, false, secret);
    }
    assertHolds(zip, true, "Serial\t\t: hidden");
  }

  private Jar.Result start(List<String> command, String... words) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(words));
    return Jar.start(all, "", Map.of(), directory);
  }
}
