package io.chokepoint.bench.ladder.worker;

import io.chokepoint.bench.ladder.Contender;
import io.chokepoint.bench.ladder.oracle.PeerRows;
import io.chokepoint.bench.ladder.peers.FoundRows;
import io.chokepoint.bench.ladder.peers.IntervalChain;
import io.chokepoint.bench.ladder.peers.SqlChain;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A peer on Flink. */
record PeerJob(Contender peer, Map<String, String> client, Path folder, LocalJobs jobs)
    implements Pass {

  @Override
  public void run() throws Exception {
    FoundRows.reset();
    StreamExecutionEnvironment env = jobs.environment();
    Configuration config = new Configuration();
    // As the job has it.
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.GENERIC_TYPES, peer == Contender.SQL);
    env.configure(config);
    if (peer == Contender.SQL) {
      SqlChain.build(env, client);
    } else {
      IntervalChain.build(env, client);
    }
    jobs.run(env);
    PeerRows.write(folder, FoundRows.rows());
  }

  @Override
  public void close() throws Exception {
    jobs.close();
  }
}
