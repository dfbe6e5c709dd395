package io.chokepoint.bench.state.savepoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/** A checkpoint or savepoint in a local folder. */
public final class Snapshot {
  private final CheckpointMetadata metadata;

  private Snapshot(CheckpointMetadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Opens one.
   *
   * @param location where it is, as Flink names it
   */
  public static Snapshot open(String location) throws IOException {
    Path file = Path.of(URI.create(location)).resolve("_metadata");
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new Snapshot(
          Checkpoints.loadCheckpointMetadata(in, Snapshot.class.getClassLoader(), location));
    }
  }

  /** Bytes of an operator's keyed state, as they are stored: whole files, headers and all. */
  public long storedBytes(String uid) {
    return handles(uid).stream().mapToLong(KeyedStateHandle::getStateSize).sum();
  }

  /**
   * Counts the entries of an operator's keyed state. The snapshot has to be a savepoint in the
   * canonical format.
   *
   * @param uid the operator's uid
   * @param key how its keys are serialised
   */
  public <K> OperatorSizes sizes(String uid, TypeSerializer<K> key) throws Exception {
    EntrySizes values = EntrySizes.NONE;
    EntrySizes timers = EntrySizes.NONE;
    for (KeyedStateHandle handle : handles(uid)) {
      FullSnapshotRestoreOperation<K> restore =
          new FullSnapshotRestoreOperation<>(
              handle.getKeyGroupRange(),
              Snapshot.class.getClassLoader(),
              List.of(handle),
              StateSerializerProvider.fromNewRegisteredSerializer(key));
      try (ThrowingIterator<SavepointRestoreResult> results = restore.restore()) {
        while (results.hasNext()) {
          SavepointRestoreResult result = results.next();
          EntrySizes[] byState = count(result);
          for (int s = 0; s < byState.length; s++) {
            if (isTimers(result.getStateMetaInfoSnapshots().get(s))) {
              timers = timers.plus(byState[s]);
            } else {
              values = values.plus(byState[s]);
            }
          }
        }
      }
    }
    return new OperatorSizes(values, timers);
  }

  private static boolean isTimers(StateMetaInfoSnapshot state) {
    return state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE;
  }

  private static EntrySizes[] count(SavepointRestoreResult result) throws Exception {
    int states = result.getStateMetaInfoSnapshots().size();
    long[] entries = new long[states];
    long[] keyBytes = new long[states];
    long[] valueBytes = new long[states];
    try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
      while (groups.hasNext()) {
        try (ThrowingIterator<KeyGroupEntry> each = groups.next().getKeyGroupEntries()) {
          while (each.hasNext()) {
            KeyGroupEntry entry = each.next();
            int state = entry.getKvStateId();
            entries[state]++;
            keyBytes[state] += Integer.BYTES + entry.getKey().length;
            valueBytes[state] += Integer.BYTES + entry.getValue().length;
          }
        }
      }
    }
    EntrySizes[] sizes = new EntrySizes[states];
    for (int s = 0; s < states; s++) {
      sizes[s] = new EntrySizes(entries[s], keyBytes[s], valueBytes[s]);
    }
    return sizes;
  }

  private List<KeyedStateHandle> handles(String uid) {
    List<KeyedStateHandle> handles = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (uid.equals(operator.getOperatorUid().orElse(""))) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          handles.addAll(subtask.getManagedKeyedState());
        }
      }
    }
    return handles;
  }
}
