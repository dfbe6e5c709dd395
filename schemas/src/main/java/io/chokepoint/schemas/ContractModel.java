package io.chokepoint.schemas;

import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * How Avro finds the generated types: through the class loader that loaded the contracts, which in
 * a Flink cluster need not be the one that loaded Avro.
 */
final class ContractModel {
  static final SpecificData MODEL = model();

  private ContractModel() {}

  private static SpecificData model() {
    TrustedTypes.trust();
    SpecificData model = new SpecificData(ContractModel.class.getClassLoader());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }

  static Schema schemaOf(Class<? extends SpecificRecord> type) {
    return MODEL.getSchema(type);
  }
}
