package io.chokepoint.cli;

import io.chokepoint.bottleneck.BottleneckRun;
import io.chokepoint.cli.table.RejectedTable;
import java.util.ArrayList;
import java.util.List;

/** What a person has to know about a run beside its numbers: a sentence each. */
final class RunRemarks {
  private RunRemarks() {}

  static List<String> of(BottleneckRun.Result result) {
    List<String> remarks = new ArrayList<>(RejectedTable.counts(result.rejected()));
    if (result.overflows() > 0) {
      remarks.add(
          result.overflows()
              + " events were beyond what a journey remembers of one stage; conversions of their keys hold,"
              + " their lags may be those of later events");
    }
    return remarks;
  }
}
