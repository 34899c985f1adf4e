package io.envprobe.conformance.binaries;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfNote;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.binaries.FloatAbi;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the readers find in an ELF file, in the words of the cases. */
final class ElfFacts {
  private ElfFacts() {}

  static JsonObject facts(ByteSource source, ReadResult<ElfFile> read) throws IOException {
    ElfFile file = read.content().orElseThrow();
    ElfHeader header = file.header();
    ReadResult<ElfSymbols> symbols = ElfSymbols.readUndefined(source, file);
    Optional<ElfDynamic> dynamic = file.dynamic();
    JsonObject facts = new JsonObject();
    facts.addProperty("class", header.bits());
    facts.addProperty("data", header.isLittleEndian() ? "LSB" : "MSB");
    facts.addProperty("machine", header.machine());
    facts.addProperty(
        "machine_name", ElfMachine.of(header.machine()).map(ElfMachine::label).orElse("?"));
    facts.addProperty("type", header.typeName());
    facts.addProperty("osabi", header.osAbi());
    facts.addProperty("abiversion", header.abiVersion());
    facts.addProperty("e_flags", header.flags());
    facts.addProperty("has_section_headers", header.hasSectionHeaders());
    add(facts, "interp", file.interpreter());
    facts.addProperty("exec_stack", file.executableStack().orElse(null));
    facts.addProperty("dynamic", dynamic.isPresent());
    add(facts, "soname", file.soname());
    facts.add("needed", array(file.needed()));
    add(facts, "rpath", dynamic.flatMap(ElfDynamic::rpath));
    add(facts, "runpath", dynamic.flatMap(ElfDynamic::runpath));
    add(facts, "audit", dynamic.flatMap(ElfDynamic::audit));
    add(facts, "depaudit", dynamic.flatMap(ElfDynamic::depaudit));
    facts.add("filter", array(dynamic.map(ElfDynamic::filters).orElse(List.of())));
    facts.add("auxiliary", array(dynamic.map(ElfDynamic::auxiliaries).orElse(List.of())));
    facts.addProperty("flags", dynamic.map(ElfDynamic::flags).orElse(0L));
    facts.addProperty("flags_1", dynamic.map(ElfDynamic::flags1).orElse(0L));
    facts.addProperty("relr", dynamic.map(ElfDynamic::hasRelr).orElse(false));
    facts.addProperty("textrel", dynamic.map(ElfDynamic::hasTextRelocations).orElse(false));
    facts.addProperty(
        "pie", dynamic.map(ElfDynamic::isPositionIndependentExecutable).orElse(false));
    facts.add("verneed", needs(file.versionNeeds()));
    facts.add("verdef", definitions(file.versionDefinitions()));
    facts.add("undefined", undefined(symbols.content()));
    facts.addProperty(
        "defined_count", symbols.content().map(ElfSymbols::definedCount).orElse(null));
    if (symbols.content().map(ElfSymbols::countInferred).orElse(false)) {
      facts.addProperty("symcount_inferred", true);
    }
    facts.add("notes", notes(file.notes()));
    file.abiTag()
        .ifPresent(
            tag -> {
              JsonObject object = new JsonObject();
              object.addProperty("os", tag.systemName());
              object.addProperty("kernel", tag.kernel());
              facts.add("abi_tag", object);
            });
    if (header.is(ElfMachine.X86_64) || header.is(ElfMachine.I386)) {
      add(facts, "x86_isa_needed", file.properties().x86IsaNeeded());
      add(facts, "x86_isa_used", file.properties().x86IsaUsed());
      add(facts, "x86_feature_1_and", file.properties().x86Features());
    } else if (header.is(ElfMachine.AARCH64)) {
      add(facts, "aarch64_feature_1_and", file.properties().aarch64Features());
    }
    TreeSet<String> warnings = new TreeSet<>();
    read.defects().stream().map(Defect::code).forEach(warnings::add);
    symbols.fold(
        found -> warnings.addAll(found.defects().stream().map(Defect::code).toList()),
        rejected -> false);
    facts.add("warnings", array(List.copyOf(warnings)));
    return facts;
  }

  static JsonObject derived(ByteSource source, ElfFile file) throws IOException {
    List<ElfSymbol> undefined =
        ElfSymbols.readUndefined(source, file)
            .content()
            .map(ElfSymbols::undefined)
            .orElse(List.of());
    ElfRequirements needs = ElfRequirements.of(file, undefined);
    ElfHeader header = file.header();
    JsonObject derived = new JsonObject();
    add(derived, "arch", header.architecture());
    header
        .floatAbi()
        .map(FloatAbi::name)
        .ifPresent(name -> derived.addProperty("float_abi", name.toLowerCase(Locale.ROOT)));
    if (header.is(ElfMachine.RISCV)) {
      derived.addProperty("rvc", header.isCompressedRiscv());
    }
    derived.addProperty("libc", needs.libc().name().toLowerCase(Locale.ROOT));
    add(derived, "min_glibc", needs.glibc());
    add(derived, "min_glibc_weak", needs.weakGlibc());
    add(derived, "min_glibcxx", needs.glibcxx());
    add(derived, "min_cxxabi", needs.cxxabi());
    add(derived, "min_gcc_s", needs.gcc());
    derived.addProperty("glibc_private", needs.glibcPrivate());
    derived.add("special_versions", array(needs.glibcAbiNodes()));
    derived.addProperty("relr_without_abi_need", needs.unannouncedRelr());
    if (needs.glibc().isPresent()) {
      derived.add("glibc_floor_symbols", array(needs.glibcSymbols()));
    }
    add(derived, "cxx_string_abi", needs.cxx().stringAbi());
    derived.addProperty("libcxx", needs.cxx().libcxx().isPresent());
    add(derived, "x86_level_needed", file.properties().x86LevelNeeded());
    return derived;
  }

  private static JsonArray needs(List<ElfVersionNeed> needs) {
    JsonArray array = new JsonArray();
    for (ElfVersionNeed need : needs) {
      JsonObject object = new JsonObject();
      add(object, "file", need.file());
      JsonArray versions = new JsonArray();
      for (ElfVersionNeed.Version version : need.versions()) {
        JsonObject row = new JsonObject();
        row.addProperty("name", version.name());
        row.addProperty("hash", version.hash());
        row.addProperty("flags", version.flags());
        row.addProperty("ndx", version.index());
        versions.add(row);
      }
      object.add("versions", versions);
      array.add(object);
    }
    return array;
  }

  private static JsonArray definitions(List<ElfVersionDefinition> definitions) {
    JsonArray array = new JsonArray();
    for (ElfVersionDefinition definition : definitions) {
      JsonObject object = new JsonObject();
      add(object, "name", definition.name());
      object.add("parents", array(definition.parents()));
      object.addProperty("ndx", definition.index());
      object.addProperty("flags", definition.flags());
      object.addProperty("base", definition.isBase());
      array.add(object);
    }
    return array;
  }

  private static JsonArray undefined(Optional<ElfSymbols> symbols) {
    JsonArray array = new JsonArray();
    for (ElfSymbol symbol : symbols.map(ElfSymbols::undefined).orElse(List.of())) {
      JsonObject object = new JsonObject();
      object.addProperty("name", symbol.name());
      object.addProperty("bind", symbol.bindingName());
      add(object, "version", symbol.version());
      add(object, "file", symbol.file());
      array.add(object);
    }
    return array;
  }

  private static JsonArray notes(List<ElfNote> notes) {
    JsonArray array = new JsonArray();
    for (ElfNote note : notes) {
      JsonObject object = new JsonObject();
      object.addProperty("owner", note.owner());
      object.addProperty("type", note.type());
      object.addProperty("desc", note.descriptor());
      array.add(object);
    }
    return array;
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private static void add(JsonObject object, String key, Optional<String> text) {
    object.add(key, element(text.orElse(null)));
  }

  private static void add(JsonObject object, String key, OptionalLong number) {
    object.add(key, number.isPresent() ? new JsonPrimitive(number.getAsLong()) : JsonNull.INSTANCE);
  }

  private static JsonElement element(@Nullable String text) {
    return text == null ? JsonNull.INSTANCE : new JsonPrimitive(text);
  }
}
