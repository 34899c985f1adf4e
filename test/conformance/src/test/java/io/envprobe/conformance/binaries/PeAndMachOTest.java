package io.envprobe.conformance.binaries;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.PeFile;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeAndMachOTest {
  @Test
  void findsTheFactsOfEveryFile() throws IOException {
    JsonObject files =
        Conformance.json("elf/pe-macho/manifest.json").getAsJsonObject().getAsJsonObject("files");
    Differences differences = new Differences();
    for (Map.Entry<String, JsonElement> row : files.entrySet()) {
      JsonObject expected = row.getValue().getAsJsonObject();
      ByteSource source =
          ByteSource.of(Files.readAllBytes(Conformance.file("elf/pe-macho/" + row.getKey())));
      JsonObject actual =
          expected.get("format").getAsString().equals("PE")
              ? pe(PeFile.read(source).content().orElseThrow())
              : machO(MachOFile.read(source).content().orElseThrow());
      differences.compare(row.getKey(), expected.getAsJsonObject("facts"), actual);
    }
    differences.none(2);
  }

  private static JsonObject pe(PeFile file) {
    JsonObject facts = new JsonObject();
    facts.addProperty("machine", file.machine());
    facts.addProperty("machine_name", file.machineName());
    facts.addProperty("pe32plus", file.wide());
    facts.addProperty("dll", file.isDll());
    facts.addProperty("os_version", file.systemVersion());
    facts.addProperty("subsystem", file.subsystem());
    facts.addProperty("subsystem_version", file.subsystemVersion());
    facts.addProperty("dll_characteristics", file.dllCharacteristics());
    JsonArray imports = new JsonArray();
    for (PeFile.Import entry : file.imports()) {
      JsonObject object = new JsonObject();
      object.addProperty("dll", entry.dll());
      JsonArray functions = new JsonArray();
      entry.functions().forEach(functions::add);
      object.add("functions", functions);
      imports.add(object);
    }
    facts.add("imports", imports);
    JsonArray delayed = new JsonArray();
    file.delayImports().forEach(entry -> delayed.add(entry.dll()));
    facts.add("delay_imports", delayed);
    return facts;
  }

  private static JsonObject machO(MachOFile file) {
    if (!file.fat()) {
      return slice(file.slices().get(0));
    }
    JsonObject facts = new JsonObject();
    facts.addProperty("fat", true);
    JsonArray slices = new JsonArray();
    file.slices().forEach(slice -> slices.add(slice(slice)));
    facts.add("slices", slices);
    return facts;
  }

  private static JsonObject slice(MachOFile.Slice slice) {
    JsonObject facts = new JsonObject();
    facts.addProperty("cputype", slice.cpuType());
    facts.addProperty("cpusubtype", slice.cpuSubtype());
    facts.addProperty("arch", slice.architecture());
    facts.addProperty("filetype", slice.fileType());
    JsonArray dylibs = new JsonArray();
    for (MachOFile.Dylib dylib : slice.dylibs()) {
      JsonObject object = new JsonObject();
      object.addProperty("name", dylib.name());
      object.addProperty("current", dylib.current());
      object.addProperty("compat", dylib.compatibility());
      object.addProperty("weak", dylib.weak());
      dylibs.add(object);
    }
    facts.add("dylibs", dylibs);
    JsonArray rpaths = new JsonArray();
    slice.rpaths().forEach(rpaths::add);
    facts.add("rpaths", rpaths);
    slice
        .build()
        .ifPresent(
            build -> {
              facts.addProperty("minos", build.minimum());
              facts.addProperty("sdk", build.sdk());
              facts.addProperty("platform", build.platform());
            });
    slice.installName().ifPresent(name -> facts.addProperty("id", name));
    return facts;
  }
}
