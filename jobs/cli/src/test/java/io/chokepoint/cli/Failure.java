package io.chokepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chokepoint.cli.notify.Await;
import java.time.Duration;

/** What befalls the system in the midst of an incident, and how it is helped up again. */
enum Failure {
  TASK_MANAGER_KILLED {
    @Override
    void befall(FailingSystem system) throws Exception {
      system.kill("taskmanager");
      system.up();
    }
  },

  JOB_MANAGER_KILLED {
    @Override
    void befall(FailingSystem system) throws Exception {
      system.kill("jobmanager");
      system.up();
      Await.holds(() -> assertThat(system.hasItsJob()).isTrue());
    }
  },

  BROKER_KILLED {
    @Override
    void befall(FailingSystem system) throws Exception {
      system.kill("broker");
      system.up();
    }
  },

  BROKER_AWAY_FOR_TWO_MINUTES {
    @Override
    void befall(FailingSystem system) throws Exception {
      system.kill("broker");
      FailingSystem.passes(Duration.ofMinutes(2));
      system.up();
    }
  },

  RECEIVERS_AWAY_FOR_FIVE_MINUTES {
    @Override
    void befall(FailingSystem system) throws Exception {
      system.receiversGoAway();
      FailingSystem.passes(Duration.ofMinutes(5));
      system.receiversComeBack();
    }
  },

  CHECKPOINT_TORN {
    @Override
    void befall(FailingSystem system) throws Exception {
      Await.holds(() -> assertThat(system.checkpoints().inProgress()).isPositive());
      system.kill("taskmanager");
      system.up();
    }
  },

  CHECKPOINT_DISK_FULL {
    @Override
    void befall(FailingSystem system) throws Exception {
      long before = system.checkpoints().failed();
      system.fillStateDisk();
      Await.holds(() -> assertThat(system.checkpoints().failed()).isGreaterThan(before));
      system.emptyStateDisk();
    }
  };

  /** Lets it happen, and mends it. Returns when the machinery is whole again. */
  abstract void befall(FailingSystem system) throws Exception;
}
