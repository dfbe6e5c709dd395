package io.chokepoint.bottleneck.io.file;

import io.chokepoint.domain.journey.EventFields;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one recorded file in their order, in memory that does not grow with the file.
 *
 * <p>The name says the format: {@code .csv} with a header row, {@code .jsonl} (or {@code .ndjson})
 * with one object a line, {@code .avro} for an Avro object container file; each may end in {@code
 * .gz} besides. CSV and JSON are UTF-8. Container files of a recording hold messages of a topic.
 *
 * <p>What is present: in CSV every cell, be it empty; in JSON every member, an explicit null as
 * null, numbers as they are written, arrays of plain values as lists, members of inner objects
 * under dotted names; in Avro as {@link io.chokepoint.bottleneck.io.avro.SingleObjectDecoder} says.
 *
 * <p>A row that cannot be read has a {@link #problem()} and reading goes on; a file that cannot be
 * read further ends in {@link RecordedFileException}. A reader is for one thread.
 */
public interface RecordedFileReader extends AutoCloseable {

  /** The column, member or field that names the event's topic. */
  String TOPIC_FIELD = "topic";

  /**
   * The files in which the events of an input are: the file itself, or those of a recording's
   * folder.
   *
   * @throws RecordedFileException if it is another folder
   */
  static List<Path> filesOf(Path input) {
    return RecordingFolder.filesOf(input);
  }

  /**
   * Opens a file.
   *
   * @throws RecordedFileException if it is missing, no file, not in the format of its name, empty
   *     where it must not be, or has two columns of the same name
   */
  static RecordedFileReader open(Path file) {
    return RecordedFormat.open(file);
  }

  /**
   * Goes to the next row.
   *
   * @return false at the end of the file
   * @throws RecordedFileException if the file cannot be read further
   */
  boolean next();

  /** What is wrong with this row; null where it is sound. */
  @Nullable RowProblem problem();

  /** The topic that this row names; null where it names none or has a problem. */
  @Nullable String topicName();

  /**
   * Reads fields of this row.
   *
   * @param names the topic's field names; pass the same array for the same topic every time, what
   *     is found out about it is kept by identity
   * @param into is cleared and then filled; stays clear where the row has a problem, which for
   *     messages of a recording may turn out here
   */
  void fields(String[] names, EventFields into);

  /**
   * The number of this row, from 1: in CSV not counting the header, in JSON the line, in Avro the
   * record. 0 before the first.
   */
  long position();

  /**
   * The row for the topic of rejected events: in CSV and JSON its bytes as they are in the file
   * without the line's end, in Avro the record as JSON or, where it cannot be read, its bytes. At
   * most 1 MiB.
   */
  byte[] rawBytes();

  /** Closes the file. */
  @Override
  void close();
}
