package io.chokepoint.cli;

import io.chokepoint.cli.submit.ClusterAddress;
import io.chokepoint.cli.submit.JobSubmission;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ProgramInvocationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Prints the command line of a job and hands the job to its cluster. */
record Handover(CommandLine command, boolean printOnly) {

  /** The address that a person typed. */
  static ClusterAddress address(CommandLine command, String text) {
    try {
      return ClusterAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--jobmanager: " + e.getMessage(), e);
    }
  }

  void hand(JobSubmission submission) throws PlainException {
    PrintWriter out = command.getOut();
    out.println(submission.commandLine());
    out.flush();
    if (printOnly) {
      return;
    }
    ClusterAddress cluster = submission.cluster();
    try {
      cluster.requireAnswer();
    } catch (IOException e) {
      throw new PlainException(
          "no Flink cluster answers at "
              + cluster
              + " ("
              + e.getMessage()
              + "); start one, or name the REST address of its job manager",
          e);
    }
    out.println(
        "The cluster has taken the job: http://"
            + cluster
            + "/#/job/running/"
            + submitted(submission));
    out.flush();
  }

  private static JobID submitted(JobSubmission submission) throws PlainException {
    try {
      return submission.submit();
    } catch (ProgramInvocationException e) {
      // The job's own words, where it has any; Flink's are about the calling of it.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PlainException("the job was not submitted: " + Errors.inWords(cause), e);
    }
  }
}
