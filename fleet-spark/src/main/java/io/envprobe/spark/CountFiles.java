package io.envprobe.spark;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.DamagedInputException;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetCounts;
import io.envprobe.fleet.FleetIntake;
import io.envprobe.fleet.FleetReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/** Counts whole files, each with the reader that the command has. */
final class CountFiles
    implements FlatMapFunction<Iterator<Tuple2<String, PortableDataStream>>, CountedPart> {
  private static final long serialVersionUID = 1L;

  private final JobQuestion question;
  private final HashMap<String, String> names;

  CountFiles(JobQuestion question, Map<String, String> names) {
    this.question = question;
    this.names = new HashMap<>(names);
  }

  @Override
  public Iterator<CountedPart> call(Iterator<Tuple2<String, PortableDataStream>> files)
      throws IOException {
    FleetCounts counts = new FleetCounts(question.get());
    Map<String, FleetIntake> intakes = new HashMap<>();
    while (files.hasNext()) {
      Tuple2<String, PortableDataStream> file = files.next();
      String name = names.getOrDefault(file._1(), file._1());
      Fleet fleet = new Fleet(question.get(), Profile.EMPTY);
      FleetReader reader = new FleetReader(fleet, question.columns(), question.isStrict());
      try (DataInputStream stream = file._2().open()) {
        reader.read(name, stream);
      } catch (DamagedInputException e) {
        throw e;
      } catch (IOException e) {
        String message = e.getMessage();
        reader.damaged(name, message == null ? "it breaks off" : message);
      }
      counts.add(fleet.counts());
      intakes.put(name, reader.intake());
    }
    return List.of(new CountedPart(counts, intakes)).iterator();
  }
}
