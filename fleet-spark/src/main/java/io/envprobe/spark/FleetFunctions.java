package io.envprobe.spark;

import io.envprobe.fleet.SqlFunctions;
import io.envprobe.host.LiveInputs;
import java.io.InputStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The functions {@code envprobe_eval(profile, expression)} and {@code envprobe_check(profile,
 * requirement)} of Spark SQL, over a column of profiles in JSON. Thread-safe.
 */
public final class FleetFunctions {
  private static final SqlFunctions FUNCTIONS =
      new SqlFunctions(new LiveInputs(InputStream.nullInputStream()));

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
    // Lambdas, not references: what is sent to the executors is to hold no functions.
    UDF2<String, String, Boolean> eval = (profile, text) -> FUNCTIONS.eval(profile, text);
    UDF2<String, String, String> check = (profile, text) -> FUNCTIONS.check(profile, text);
    session.udf().register("envprobe_eval", eval, DataTypes.BooleanType);
    session.udf().register("envprobe_check", check, DataTypes.StringType);
  }
}
