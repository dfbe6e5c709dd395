package io.chokepoint.cli.table;

import io.chokepoint.results.Alert;
import io.chokepoint.results.ConversionRow;
import io.chokepoint.results.DroppedJourney;
import io.chokepoint.results.RejectedRecord;
import io.chokepoint.results.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The results of a run as files: {@code conversions}, {@code verdicts}, {@code alerts}, {@code
 * dropped} and {@code rejected}, each as an Avro container file, and as CSV where a table can hold
 * it.
 */
public final class ResultFolder {

  private final Path folder;

  private ResultFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates the folder where it is not there: before a long run rather than after it.
   *
   * @throws IOException if it cannot be created; the message is meant for people
   */
  public static ResultFolder create(Path folder) throws IOException {
    try {
      return new ResultFolder(Files.createDirectories(folder));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + " is a file: name a folder for the results", e);
    } catch (IOException e) {
      throw new IOException(
          "the folder " + folder + " cannot be created: name another for the results", e);
    }
  }

  /** Writes all files; existing ones of these names are replaced. */
  public void write(
      List<ConversionRow> rows,
      List<Verdict> verdicts,
      List<Alert> alerts,
      List<DroppedJourney> dropped,
      List<RejectedRecord> rejected)
      throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("conversions.csv"))) {
      CsvTable.write(rows, csv);
    }
    AvroFile.write(ConversionRow.class, rows, folder.resolve("conversions.avro"));
    AvroFile.write(Verdict.class, verdicts, folder.resolve("verdicts.avro"));
    List<Alert> episodes = EpisodeTable.sorted(alerts);
    try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("alerts.csv"))) {
      EpisodeTable.write(episodes, csv);
    }
    AvroFile.write(Alert.class, episodes, folder.resolve("alerts.avro"));
    List<DroppedJourney> examples = DroppedTable.sorted(dropped);
    try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("dropped.csv"))) {
      DroppedTable.write(examples, csv);
    }
    AvroFile.write(DroppedJourney.class, examples, folder.resolve("dropped.avro"));
    try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("rejected.csv"))) {
      RejectedTable.write(rejected, csv);
    }
    AvroFile.write(RejectedRecord.class, rejected, folder.resolve("rejected.avro"));
  }
}
