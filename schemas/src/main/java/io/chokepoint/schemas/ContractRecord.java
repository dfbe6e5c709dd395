package io.chokepoint.schemas;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * What every generated record extends. Its one purpose is that Avro trusts our generated types from
 * the moment that one of them is used: decoding them, and filling in the defaults of their
 * builders, needs no system property on any JVM.
 */
public abstract class ContractRecord extends SpecificRecordBase {
  static {
    TrustedTypes.trust();
  }
}
