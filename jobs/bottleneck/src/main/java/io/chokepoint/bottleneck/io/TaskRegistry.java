package io.chokepoint.bottleneck.io;

import io.chokepoint.domain.alert.SecretText;
import io.chokepoint.domain.alert.TaskSecrets;
import io.chokepoint.schemas.registry.RegistryAccess;
import io.chokepoint.schemas.registry.RegistryClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry as a task reaches it: with the secrets of the machine that it runs on. */
public final class TaskRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRegistry.class);

  private TaskRegistry() {}

  /** A client for one thread; what is tried again is in the task's log. */
  public static RegistryClient client(RegistryAccess access) {
    TaskSecrets secrets = new TaskSecrets();
    return new RegistryClient(
        access, text -> new SecretText(text).resolve(secrets), remark -> LOG.warn("{}", remark));
  }
}
