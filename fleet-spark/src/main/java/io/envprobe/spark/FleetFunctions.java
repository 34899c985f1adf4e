package io.envprobe.spark;

import io.envprobe.host.LiveInputs;
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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The functions {@code envprobe_eval(profile, expression)} and {@code envprobe_check(profile,
 * requirement)} of Spark SQL, over a column of profiles in JSON. Thread-safe.
 */
public final class FleetFunctions {
  /** So many expressions and requirements are kept ready. */
  private static final int KEPT = 1024;

  private static final ConcurrentMap<String, Condition> CONDITIONS = new ConcurrentHashMap<>();
  private static final ThreadLocal<@Nullable Read> LAST = new ThreadLocal<>();

  /** A profile that was read, so that many questions about one row read it once. */
  private record Read(String text, Optional<Platform> platform) {}

  private FleetFunctions() {}

  /**
   * Registers both functions with a session.
   *
   * <p>{@code envprobe_eval} is {@code true}, {@code false}, or {@code NULL} where that is not
   * known; {@code envprobe_check} is {@code 'compatible'}, {@code 'incompatible'} or {@code
   * 'undetermined'}. Both are {@code NULL} of what is no profile. What is no expression or
   * requirement ends the query with its message.
   */
  public static void register(SparkSession session) {
    UDF2<String, String, Boolean> eval = FleetFunctions::eval;
    UDF2<String, String, String> check = FleetFunctions::check;
    session.udf().register("envprobe_eval", eval, DataTypes.BooleanType);
    session.udf().register("envprobe_check", check, DataTypes.StringType);
  }

  static @Nullable Boolean eval(@Nullable String profile, @Nullable String expression) {
    Optional<Platform> platform = platform(profile);
    if (expression == null || platform.isEmpty()) {
      return null;
    }
    Condition condition =
        kept(
            "eval " + expression,
            () -> MarkerDemand.condition(CompiledMarker.parse(expression), Span.of(expression)));
    return switch (condition.test(platform.get())) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case UNKNOWN -> null;
    };
  }

  static @Nullable String check(@Nullable String profile, @Nullable String requirement)
      throws RequirementException {
    Optional<Platform> platform = platform(profile);
    if (requirement == null || platform.isEmpty()) {
      return null;
    }
    return word(kept("check " + requirement, () -> requirement(requirement)).test(platform.get()));
  }

  private static String word(Truth truth) {
    return switch (truth) {
      case TRUE -> "compatible";
      case FALSE -> "incompatible";
      case UNKNOWN -> "undetermined";
    };
  }

  /** The condition of a requirement; of several candidates that one of them fits. */
  private static Condition requirement(String text) throws RequirementException {
    Source source =
        new Source(text, Optional.empty(), new LiveInputs(InputStream.nullInputStream()));
    List<Condition> conditions = new ArrayList<>();
    for (Candidate candidate : RequirementFormats.read(source)) {
      conditions.add(candidate.requirement().condition());
    }
    return Condition.any(conditions, Span.of(text));
  }

  private interface Reading<E extends Exception> {
    Condition read() throws E;
  }

  private static <E extends Exception> Condition kept(String name, Reading<E> reading) throws E {
    Condition known = CONDITIONS.get(name);
    if (known == null) {
      known = reading.read();
      if (CONDITIONS.size() >= KEPT) {
        CONDITIONS.clear();
      }
      CONDITIONS.put(name, known);
    }
    return known;
  }

  private static Optional<Platform> platform(@Nullable String profile) {
    if (profile == null) {
      return Optional.empty();
    }
    Read last = LAST.get();
    if (last != null && last.text().equals(profile)) {
      return last.platform();
    }
    Optional<Platform> platform;
    try {
      platform = Optional.of(Platform.of(ProfileJson.read(profile)));
    } catch (ProfileFormatException e) {
      platform = Optional.empty();
    }
    LAST.set(new Read(profile, platform));
    return platform;
  }
}
