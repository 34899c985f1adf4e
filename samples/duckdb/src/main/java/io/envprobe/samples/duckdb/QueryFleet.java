package io.envprobe.samples.duckdb;

import io.envprobe.fleet.SqlFunctions;
import io.envprobe.host.LiveInputs;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;

/** Asks a fleet in SQL: DuckDB with the functions envprobe_eval and envprobe_check. */
public final class QueryFleet {
  private QueryFleet() {}

  /** Takes statements of SQL, and prints the rows of each. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      register(database);
      for (String sql : arguments) {
        if (statement.execute(sql)) {
          print(statement.getResultSet());
        }
      }
    }
  }

  static void register(Connection database) throws SQLException {
    SqlFunctions functions = new SqlFunctions(new LiveInputs(InputStream.nullInputStream()));
    register(database, "envprobe_eval", Boolean.class, functions::eval);
    register(database, "envprobe_check", String.class, functions::check);
  }

  private static <T> void register(
      Connection database, String name, Class<T> type, BiFunction<String, String, T> function)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(name).withParameters(String.class, String.class).withReturnType(type);
      builder.withFunction(function).register(database);
    }
  }

  private static void print(ResultSet rows) throws SQLException {
    while (rows.next()) {
      StringJoiner row = new StringJoiner("  ");
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        row.add(String.valueOf(rows.getObject(column)));
      }
      System.out.println(row);
    }
  }
}
