package io.envprobe.tag.python;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.tag.UnknownTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The interpreter that full tags are asked for.
 *
 * @param interpreter the interpreter; empty where none is known
 * @param abiKnown whether its ABI is known, without which only files without compiled code are
 * @param unknown the tags that are unknown for want of a fact about it
 * @param facts the facts that it was read from
 */
record ProfileInterpreter(
    Optional<PythonInterpreter> interpreter,
    boolean abiKnown,
    List<UnknownTag> unknown,
    List<FactKey<?>> facts) {

  static ProfileInterpreter of(Profile profile, String asked) {
    if (!asked.equals(PythonVocabulary.FROM_PROFILE)) {
      Optional<PythonInterpreter> interpreter = PythonInterpreter.parse(asked);
      if (interpreter.isEmpty()) {
        throw new IllegalArgumentException(
            "no Python version: " + asked + "; write 3.12, 3.13t or pypy3.10");
      }
      List<UnknownTag> unknown = abiUnknown(interpreter.get());
      return new ProfileInterpreter(interpreter, unknown.isEmpty(), unknown, List.of());
    }
    Reading<String> implementation = profile.reading(PythonFacts.PYTHON_IMPLEMENTATION);
    Reading<String> version = profile.reading(PythonFacts.PYTHON_VERSION);
    if (!(implementation instanceof Reading.Present<String> name)) {
      return without(PythonFacts.PYTHON_IMPLEMENTATION, implementation);
    }
    if (!(version instanceof Reading.Present<String> text)) {
      return without(PythonFacts.PYTHON_VERSION, version);
    }
    Optional<LibcVersion> numbers = LibcVersion.parseGlibc(text.value());
    if (numbers.isEmpty()) {
      return without(
          PythonFacts.PYTHON_VERSION,
          Reading.unknown(UnknownCause.MALFORMED, "not a version: " + text.value()));
    }
    return known(profile, name.value(), List.of(numbers.get().major(), numbers.get().minor()));
  }

  private static ProfileInterpreter known(
      Profile profile, String implementation, List<Integer> version) {
    List<FactKey<?>> facts =
        List.of(
            PythonFacts.PYTHON_IMPLEMENTATION, PythonFacts.PYTHON_VERSION, PythonFacts.PYTHON_ABIS);
    Reading<List<String>> abis = profile.reading(PythonFacts.PYTHON_ABIS);
    if (abis instanceof Reading.Present<List<String>> present) {
      return new ProfileInterpreter(
          Optional.of(new PythonInterpreter(implementation, version, present.value())),
          true,
          List.of(),
          facts);
    }
    Reading<Boolean> freeThreaded = profile.reading(PythonFacts.PYTHON_FREE_THREADED);
    if (implementation.equals("cpython")
        && freeThreaded instanceof Reading.Present<Boolean> present) {
      // What a release build of that version has; a debug build has one tag more.
      return new ProfileInterpreter(
          Optional.of(PythonInterpreter.ofCpython(version, present.value(), false)),
          true,
          List.of(),
          List.of(
              PythonFacts.PYTHON_IMPLEMENTATION,
              PythonFacts.PYTHON_VERSION,
              PythonFacts.PYTHON_FREE_THREADED));
    }
    PythonInterpreter bare = new PythonInterpreter(implementation, version, List.of());
    return new ProfileInterpreter(Optional.of(bare), false, unknownAbi(bare, abis), facts);
  }

  /** The full tags that are known to hold, best first. */
  List<String> tags(List<String> platforms) {
    if (interpreter.isEmpty()) {
      return List.of();
    }
    if (abiKnown) {
      return TagTriples.of(interpreter.get(), platforms);
    }
    PythonInterpreter known = interpreter.get();
    List<String> tags = new ArrayList<>(TagTriples.generic(known.tag(), List.of(), platforms));
    tags.addAll(TagTriples.compatible(known.version(), Optional.of(known.tag()), platforms));
    return tags;
  }

  private static List<UnknownTag> unknownAbi(PythonInterpreter interpreter, Reading<?> abis) {
    if (!(abis instanceof Reading.Unknown<?> unknown)) {
      return abiUnknown(interpreter);
    }
    String own = interpreter.tag() + "-*-*";
    return interpreter.implementation().equals("cpython")
        ? List.of(
            UnknownTag.of(own, PythonFacts.PYTHON_ABIS, unknown),
            UnknownTag.of("cp*-abi3*-*", PythonFacts.PYTHON_ABIS, unknown))
        : List.of(UnknownTag.of(own, PythonFacts.PYTHON_ABIS, unknown));
  }

  /** Implementations other than CPython have an ABI tag that does not follow from the version. */
  private static List<UnknownTag> abiUnknown(PythonInterpreter interpreter) {
    return interpreter.abis().isEmpty() && !interpreter.implementation().equals("cpython")
        ? List.of(
            new UnknownTag(
                "",
                interpreter.tag() + "-*-*",
                PythonFacts.PYTHON_ABIS,
                UnknownCause.NOT_PROBED,
                "the ABI does not follow from the version of " + interpreter.implementation()))
        : List.of();
  }

  private static ProfileInterpreter without(FactKey<?> key, Reading<?> reading) {
    List<UnknownTag> unknown =
        reading instanceof Reading.Unknown<?> cause
            ? List.of(UnknownTag.of("*-*-*", key, cause))
            : List.of();
    return new ProfileInterpreter(Optional.empty(), false, unknown, List.of(key));
  }
}
