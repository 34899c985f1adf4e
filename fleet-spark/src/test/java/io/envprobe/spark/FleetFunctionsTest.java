package io.envprobe.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The functions in SQL. */
class FleetFunctionsTest {
  private static SparkSession session;

  @BeforeAll
  static void start() {
    session = LocalSpark.start();
    FleetFunctions.register(session);
    List<String> profiles = new ArrayList<>();
    for (String version : List.of("2.5", "2.28", "2.41")) {
      Profile profile =
          Profile.EMPTY
              .with(Fact.observed(LibraryFacts.LIBC_NAME, "glibc"))
              .with(Fact.observed(LibraryFacts.LIBC_VERSION, version));
      profiles.add(ProfileJson.write(profile));
    }
    profiles.add(ProfileJson.write(Profile.EMPTY));
    profiles.add("{damaged");
    session
        .createDataset(profiles, Encoders.STRING())
        .toDF("profile")
        .repartition(2)
        .createOrReplaceTempView("hosts");
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static List<String> rows(String sql) {
    return session.sql(sql).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void nullIsTheThirdValue() {
    assertEquals(
        List.of("[null,2]", "[false,1]", "[true,2]"),
        rows(
            "select envprobe_eval(profile, 'glibc_version >= \"2.28\"') as runs, count(*) from"
                + " hosts group by runs order by runs"));
  }

  @Test
  void aRequirementIsCheckedInWords() {
    assertEquals(
        List.of("[null,1]", "[compatible,2]", "[incompatible,1]", "[undetermined,1]"),
        rows(
            "select envprobe_check(profile, 'glibc_version >= \"2.28\"') as verdict, count(*) from"
                + " hosts group by verdict order by verdict"));
  }

  @Test
  void whatIsNoExpressionEndsTheQuery() {
    SparkException failure =
        assertThrows(
            SparkException.class,
            () -> rows("select envprobe_eval(profile, 'glibc >') from hosts"));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("envprobe_eval"), failure.getMessage());
  }
}
