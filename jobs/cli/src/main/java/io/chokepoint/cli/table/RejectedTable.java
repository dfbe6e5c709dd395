package io.chokepoint.cli.table;

import io.chokepoint.results.RejectedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Refused rows: how many for which reason, and each with what is wrong with it. */
public final class RejectedTable {

  private RejectedTable() {}

  /** One line a reason, with an example; none where nothing was refused. */
  public static List<String> counts(List<RejectedRecord> rejected) {
    Map<String, List<RejectedRecord>> byReason = new TreeMap<>();
    for (RejectedRecord record : rejected) {
      byReason.computeIfAbsent(record.getReason().name(), r -> new ArrayList<>()).add(record);
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, records) ->
            lines.add(
                "refused "
                    + records.size()
                    + (records.size() == 1 ? " event as " : " events as ")
                    + reason
                    + ", for example "
                    + place(records.get(0))
                    + ": "
                    + records.get(0).getError()));
    return lines;
  }

  /**
   * Writes each as a row of CSV, with its text as far as it is UTF-8; the bytes themselves are in
   * the Avro file.
   */
  static void write(List<RejectedRecord> rejected, Appendable out) throws IOException {
    out.append("topic,partition,offset,reason,error,value\n");
    for (RejectedRecord record : rejected) {
      out.append(CsvTable.quoted(record.getTopic()))
          .append(',')
          .append(Integer.toString(record.getPartition()))
          .append(',')
          .append(Long.toString(record.getOffset()))
          .append(',')
          .append(record.getReason().name())
          .append(',')
          .append(CsvTable.quoted(record.getError()))
          .append(',')
          .append(CsvTable.quoted(text(record.getValue())))
          .append('\n');
    }
  }

  private static String place(RejectedRecord record) {
    return record.getTopic() + " row " + record.getOffset();
  }

  private static String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }
}
