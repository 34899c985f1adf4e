package io.envprobe.binaries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code readelf -dVW} prints of several files, as sorted lines for each. */
final class ReadelfOutput {
  private static final Pattern ENTRY =
      Pattern.compile(" 0x[0-9a-f]+ \\((NEEDED|SONAME|RPATH|RUNPATH)\\) .*?: \\[(.*)\\]");
  private static final Pattern DEFINITION =
      Pattern.compile("  \\w+: Rev: 1  Flags: .*?  Index: (\\d+)  Cnt: \\d+  Name: (.*)");
  private static final Pattern PARENT = Pattern.compile("  \\w+: Parent \\d+: (.*)");
  private static final Pattern FILE = Pattern.compile("  \\w+: Version: 1  File: (.*?)  Cnt: \\d+");
  private static final Pattern NEED =
      Pattern.compile("  \\w+:   Name: (.*?)  Flags: (.*?)  Version: (\\d+)");

  private ReadelfOutput() {}

  static Map<String, List<String>> read(List<String> output) {
    Map<String, List<String>> files = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : output) {
      if (line.startsWith("File: ")) {
        lines = new ArrayList<>();
        files.put(line.substring("File: ".length()), lines);
      } else {
        add(line, lines);
      }
    }
    files.values().forEach(list -> list.sort(null));
    return files;
  }

  private static void add(String line, List<String> lines) {
    Matcher entry = ENTRY.matcher(line);
    Matcher definition = DEFINITION.matcher(line);
    Matcher parent = PARENT.matcher(line);
    Matcher file = FILE.matcher(line);
    Matcher need = NEED.matcher(line);
    if (entry.matches()) {
      lines.add(entry.group(1) + " " + entry.group(2));
    } else if (definition.matches()) {
      lines.add("defines " + definition.group(1) + " " + definition.group(2));
    } else if (parent.matches()) {
      lines.add("parent " + parent.group(1));
    } else if (file.matches()) {
      lines.add("from " + file.group(1));
    } else if (need.matches()) {
      boolean weak = need.group(2).contains("WEAK");
      lines.add("needs " + need.group(3) + " " + need.group(1) + " weak=" + weak);
    }
  }
}
