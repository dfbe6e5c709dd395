package io.chokepoint.kafka;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What it means that a transaction cannot be committed any more.
 *
 * @param topic whose results were in it
 * @param transactionTimeout how long a broker waits for the end of one
 * @param restored the checkpoint that the task has gone on from, if any
 */
record TransactionLoss(String topic, Duration transactionTimeout, OptionalLong restored) {

  /** For whoever reads the log: what is missing, why, and what to do. */
  String words(String transactionalId) {
    String until =
        restored.isPresent()
            ? "from before checkpoint " + restored.getAsLong()
            : "from before the newest checkpoint";
    return ("RESULTS LOST: those of transaction %s, %s, are not in %s and will not come: the broker"
            + " gave it up, as it does where nobody commits for %d s. The job goes on without them."
            + " To write them again, stop it and submit --from-savepoint one that is older, or an"
            + " older checkpoint; what is there already comes again under the same key and version.")
        .formatted(transactionalId, until, topic, transactionTimeout.toSeconds());
  }
}
