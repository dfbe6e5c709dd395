package io.chokepoint.cli.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Results as an Avro container file, which carries its schema. */
public final class AvroFile {

  private AvroFile() {}

  /**
   * Writes records of one generated type.
   *
   * @param type the type, which an empty file needs as well
   * @param records the records
   * @param file is created or replaced
   */
  public static <T extends SpecificRecord> void write(Class<T> type, List<T> records, Path file)
      throws IOException {
    SpecificDatumWriter<T> datums = new SpecificDatumWriter<>(type);
    try (DataFileWriter<T> writer = new DataFileWriter<>(datums)) {
      writer.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
      writer.create(datums.getSpecificData().getSchema(type), file.toFile());
      for (T record : records) {
        writer.append(record);
      }
    }
  }
}
