package io.envprobe.fleet;

import io.envprobe.fact.FactKey;
import io.envprobe.fleet.internal.Implied;
import io.envprobe.host.Inputs;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code envprobe_eval} and {@code envprobe_check} answer in the SQL of any database, about a
 * profile in JSON: the same as a {@link Fleet} of that one machine. Only the facts that decide are
 * read; what else is in the profile may be anything. {@code null} is {@code NULL}. Thread-safe.
 */
public final class SqlFunctions {
  /** So many expressions and requirements are kept ready. */
  private static final int KEPT = 1024;

  private static final ThreadLocal<@Nullable Row> LAST = new ThreadLocal<>();

  private final Inputs inputs;
  private final ConcurrentMap<String, Asked> expressions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Asked> requirements = new ConcurrentHashMap<>();

  /** A condition, and the facts that decide it. */
  private record Asked(Condition condition, Set<FactKey<?>> facts, Set<String> names) {
    Asked {
      facts = Set.copyOf(facts);
      names = Set.copyOf(names);
    }

    static Asked of(Condition condition) {
      Set<FactKey<?>> facts = condition.facts();
      Set<String> names = new TreeSet<>();
      facts.forEach(key -> names.add(key.name()));
      return new Asked(condition, facts, names);
    }
  }

  /** A profile with what was read of it, so that many questions about one row read it once. */
  private record Row(String profile, Map<Set<String>, Optional<Platform>> platforms) {}

  /**
   * Functions.
   *
   * @param inputs for formats of requirements that read more than the text; no file is named by it
   */
  public SqlFunctions(Inputs inputs) {
    this.inputs = inputs;
  }

  /**
   * Whether an expression of the marker language holds.
   *
   * @return {@code null} where that is not known, where the profile is none or damaged, and where
   *     one of both is {@code null}
   * @throws IllegalArgumentException where the expression is none; the message says where in it
   */
  public @Nullable Boolean eval(@Nullable String profile, @Nullable String expression) {
    if (profile == null || expression == null) {
      return null;
    }
    Optional<Truth> truth = test(profile, kept(expressions, expression, SqlFunctions::expression));
    return switch (truth.orElse(Truth.UNKNOWN)) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case UNKNOWN -> null;
    };
  }

  /**
   * Whether a machine has what a requirement asks; of several candidates that one of them fits.
   *
   * @param requirement its text, in any format that {@link RequirementFormats} reads
   * @return {@code compatible}, {@code incompatible} or {@code undetermined}; {@code null} where
   *     the profile is none or damaged, and where one of both is {@code null}
   * @throws IllegalArgumentException where the requirement is none; the message says where in it
   */
  public @Nullable String check(@Nullable String profile, @Nullable String requirement) {
    if (profile == null || requirement == null) {
      return null;
    }
    Optional<Truth> truth = test(profile, kept(requirements, requirement, this::requirement));
    return truth.map(SqlFunctions::word).orElse(null);
  }

  private static String word(Truth truth) {
    return switch (truth) {
      case TRUE -> "compatible";
      case FALSE -> "incompatible";
      case UNKNOWN -> "undetermined";
    };
  }

  private static Condition expression(String text) {
    Span written = Span.of(text);
    try {
      return MarkerDemand.condition(CompiledMarker.parse(text), written);
    } catch (SyntaxException e) {
      Span place = written.at(e.offset(), e.length());
      throw refused(RequirementException.in(text, place, e.reason(), e.hint()));
    }
  }

  private Condition requirement(String text) {
    List<Condition> conditions = new ArrayList<>();
    try {
      for (Candidate candidate :
          RequirementFormats.read(new Source(text, Optional.empty(), inputs))) {
        conditions.add(candidate.requirement().condition());
      }
    } catch (RequirementException e) {
      throw refused(e);
    }
    return Condition.any(conditions, Span.of(text));
  }

  private static IllegalArgumentException refused(RequirementException error) {
    return new IllegalArgumentException(error.render(), error);
  }

  private static Asked kept(
      ConcurrentMap<String, Asked> known, String text, Function<String, Condition> reading) {
    Asked asked = known.get(text);
    if (asked == null) {
      asked = Asked.of(reading.apply(text));
      if (known.size() >= KEPT) {
        known.clear();
      }
      known.put(text, asked);
    }
    return asked;
  }

  /** Nothing where the profile is none. */
  private Optional<Truth> test(String profile, Asked asked) {
    Row row = LAST.get();
    if (row == null || !row.profile().equals(profile)) {
      row = new Row(profile, new HashMap<>());
      LAST.set(row);
    }
    Optional<Platform> platform = row.platforms().get(asked.names());
    if (platform == null) {
      platform = platform(profile, asked);
      if (row.platforms().size() >= KEPT) {
        row.platforms().clear();
      }
      row.platforms().put(asked.names(), platform);
    }
    return platform.map(asked.condition()::test);
  }

  private static Optional<Platform> platform(String profile, Asked asked) {
    try {
      return Optional.of(
          Platform.of(Implied.in(ProfileJson.read(profile, asked.names()), asked.facts())));
    } catch (ProfileFormatException e) {
      return Optional.empty();
    }
  }
}
