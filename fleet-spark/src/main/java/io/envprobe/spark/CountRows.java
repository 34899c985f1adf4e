package io.envprobe.spark;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Counts rows of a table; members of structures are columns by their path. */
final class CountRows implements FlatMapFunction<Iterator<Row>, CountedPart> {
  private static final long serialVersionUID = 1L;

  private final JobQuestion question;

  CountRows(JobQuestion question) {
    this.question = question;
  }

  @Override
  public Iterator<CountedPart> call(Iterator<Row> rows) throws IOException {
    Fleet fleet = new Fleet(question.get(), Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, question.columns(), question.isStrict());
    while (rows.hasNext()) {
      Map<String, String> record = new LinkedHashMap<>();
      flatten("", rows.next(), record);
      reader.add("table", 0, record);
    }
    return List.of(new CountedPart(fleet.counts(), Map.of("", reader.intake()))).iterator();
  }

  private static void flatten(String prefix, Row row, Map<String, String> record) {
    StructField[] fields = row.schema().fields();
    for (int number = 0; number < fields.length; number++) {
      if (row.isNullAt(number)) {
        continue;
      }
      String path = prefix + fields[number].name();
      Object value = row.get(number);
      if (value instanceof Row inner) {
        flatten(path + ".", inner, record);
      } else {
        record.put(path, value.toString());
      }
    }
  }
}
