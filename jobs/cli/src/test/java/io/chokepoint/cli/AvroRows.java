package io.chokepoint.cli;

import io.chokepoint.results.ConversionRow;
import io.chokepoint.schemas.SingleObjectDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Conversion rows that Avro has read without our types. */
final class AvroRows {
  private AvroRows() {}

  /** The rows of a container file. */
  static List<ConversionRow> of(Path file) throws IOException {
    List<ConversionRow> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> in =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord row : in) {
        rows.add(specific(GenericData.get(), row));
      }
    }
    return rows;
  }

  static ConversionRow specific(GenericData model, GenericRecord row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(model, row.getSchema()).encode(row, bytes);
    return SingleObjectDecoder.of(ConversionRow.class).decode(bytes.toByteArray());
  }
}
