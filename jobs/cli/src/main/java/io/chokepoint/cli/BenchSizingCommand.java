package io.chokepoint.cli;

import io.chokepoint.bench.sizing.Measured;
import io.chokepoint.bench.sizing.Sizing;
import io.chokepoint.bench.sizing.SizingTable;
import io.chokepoint.domain.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a rate of events needs. */
@Command(
    name = "sizing",
    description = {
      "Measures nothing: says what rates of events need, from what the other benchmarks measured and"
          + " from the horizons of a network. Put in what they say on your machine.",
      "",
      "  open journeys: as many as begin while one is kept, for its longest line and the retention",
      "  heap: with state on the heap; RocksDB: with state on local disks"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT},
    footer = {
      "",
      "Examples:",
      "  ./chokepoint bench sizing",
      "  ./chokepoint bench sizing --network mine.yaml --per-cpu-second 40 --rates 25000,50000"
    })
final class BenchSizingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private NetworkOption network;

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description = "Events a second, all topics together.")
  private List<Double> rates = new ArrayList<>(List.of(1e4, 1e5, 1e6, 1e7));

  @Option(
      names = "--events-per-journey",
      paramLabel = "N",
      description = "Events that a journey has in the mean, over all topics.")
  private double eventsPerJourney = 6;

  @Option(
      names = "--per-cpu-second",
      paramLabel = "K",
      description = "Thousand events for each second of CPU time: R5 of 'bench ladder'.")
  private double thousandPerCpuSecond = Measured.DEFAULT.thousandPerCpuSecond();

  @Option(
      names = "--rocksdb-share",
      paramLabel = "SHARE",
      description = "Of that, with state in RocksDB: the bases of 'bench scale'.")
  private double rocksDbShare = Measured.DEFAULT.rocksDbShare();

  @Option(
      names = "--heap-bytes",
      paramLabel = "N",
      description = "Live heap of an open journey: 'bench state'.")
  private double heapBytes = Measured.DEFAULT.heapBytes();

  @Option(
      names = "--disk-bytes",
      paramLabel = "N",
      description = "What RocksDB stores of one in a checkpoint: 'bench state'.")
  private double diskBytes = Measured.DEFAULT.diskBytes();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
  BenchSizingCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(eventsPerJourney >= 1) || rates.stream().anyMatch(rate -> !(rate > 0))) {
      throw new ParameterException(
          spec.commandLine(), "--rates are more than 0, and a journey has at least one event");
    }
    Measured measured;
    try {
      measured = new Measured(thousandPerCpuSecond, rocksDbShare, heapBytes, diskBytes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Network checked = network.load();
    new BenchOutput(spec)
        .print(
            SizingTable.render(rates, eventsPerJourney, Sizing.kept(checked), measured),
            null,
            out -> {});
    return ExitCodes.DONE;
  }
}
