package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.NodeEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The compute nodes: they register, send heartbeats, are disabled or fail now and then. */
final class Nodes implements Population {
  /** What real nodes do; they count as active for 30 minutes after one. */
  static final long HEARTBEAT_MILLIS = 900_000;

  /** How long a node stays disabled: a few heartbeats. */
  private static final long DISABLED_MILLIS = 3_600_000;

  /** At each heartbeat a node is disabled once in so many: about every five days. */
  private static final int HEARTBEATS_A_DISABLING = 500;

  private static final double HEARTBEATS_A_DAY = 96;

  /** How long a router takes to notice that a node does not answer. */
  private static final long NOTICED_MILLIS = 30_000;

  /** How long a node that failed stays away. */
  private static final Lag REPAIR = Lag.exponential(1_200_000, 14_400_000);

  /** Nodes enough for a busy network, few enough to be a dimension. */
  private static final int MOST = 48;

  /** Executions that a node expects within the horizon, so that chance leaves hardly one idle. */
  private static final double EXPECTED_EXECUTIONS = 10;

  /** The share of all slots that is busy on average: room for busy hours and bursts. */
  private static final double USED_SHARE = 0.25;

  private static final int FEWEST_SLOTS = 2;
  private static final double MILLIS_A_MINUTE = 60_000;

  private static final List<String> REGIONS =
      List.of("eu-west", "us-east", "us-west", "ap-south", "sa-east");
  private static final List<String> TEE_TYPES = List.of("nitro", "tdx", "sev-snp");

  /** The first node is half as large again as most others, some are half as large. */
  private static final double[] SIZES = {1.5, 1, 1, 0.5};

  private final World world;
  private final SplittableRandom random;
  private final SplittableRandom churn;
  private final List<Node> nodes = new ArrayList<>();
  private final Darkness darkness;
  private Consumer<Node> failureNoticed = node -> {};

  Nodes(World world) {
    this.world = world;
    random = world.streams.named("nodes");
    churn = world.streams.named("node churn");
    SplittableRandom skews = world.streams.named("node clocks");
    Ids ids = new Ids(world.streams.named("node ids"));
    double busySlots =
        world.options.requestsPerMinute()
            / MILLIS_A_MINUTE
            * world.timing.lag(Step.EXECUTE).meanMillis();
    int slots = (int) Math.ceil(busySlots / USED_SHARE);
    int fed =
        Sizing.entities(
            world.options.requestsPerMinute(),
            world.network.of(Step.SERVE).horizonMillis(),
            EXPECTED_EXECUTIONS,
            MOST);
    int count = Math.max(1, Math.min(fed, slots / FEWEST_SLOTS));
    List<String> images = List.of(ids.hash(), ids.hash());
    long skewMillis = world.behaviour.clockSkewMillis();
    for (int i = 0; i < count; i++) {
      nodes.add(
          new Node(
              i,
              ids.hash(),
              ids.address(),
              TEE_TYPES.get(random.nextInt(TEE_TYPES.size())),
              REGIONS.get(i % REGIONS.size()),
              images.get(random.nextInt(images.size())),
              (int) Math.ceil((double) slots / count * SIZES[i % SIZES.length]),
              skews.nextLong(-skewMillis, skewMillis + 1)));
    }
    darkness = new Darkness(world, Step.SERVE, this);
  }

  /** All nodes register and begin to send heartbeats, each at its own beat. */
  void start() {
    for (Node node : nodes) {
      happens(node, NodeEventType.registered);
      happens(node, NodeEventType.enabled);
      node.enabled = true;
      world.agenda.in(random.nextLong(HEARTBEAT_MILLIS), () -> beat(node));
    }
  }

  List<Node> all() {
    return nodes;
  }

  /** Whether the router gives a node work now. */
  boolean takesWork(Node node) {
    return node.enabled && !darkness.hides(node.index, world.nowMillis());
  }

  /** What is to be done when the router notices that a node has failed. */
  void onFailure(Consumer<Node> what) {
    failureNoticed = what;
  }

  @Override
  public int size() {
    return nodes.size();
  }

  @Override
  public String id(int index) {
    return nodes.get(index).id;
  }

  @Override
  public @Nullable String property(int index, String name) {
    Node node = nodes.get(index);
    return switch (name) {
      case "region" -> node.region;
      case "tee_type" -> node.teeType;
      case "owner" -> node.owner;
      case "pcr_hash" -> node.pcrHash;
      default -> null;
    };
  }

  private void beat(Node node) {
    if (!world.isOpen()) {
      return;
    }
    happens(node, NodeEventType.heartbeat);
    darkness.reported(node.index, world.nowMillis());
    boolean isDisabled = churn.nextInt(HEARTBEATS_A_DISABLING) == 0;
    boolean fails = churn.nextDouble() < world.behaviour.nodeOutagesPerDay() / HEARTBEATS_A_DAY;
    if (isDisabled && mostAreThere()) {
      world.agenda.in(HEARTBEAT_MILLIS, () -> disable(node));
    } else if (fails && mostAreThere()) {
      world.agenda.in(churn.nextLong(HEARTBEAT_MILLIS), () -> fail(node));
    } else {
      world.agenda.in(HEARTBEAT_MILLIS, () -> beat(node));
    }
  }

  /** A network of few nodes would be dark when one of them is away. */
  private boolean mostAreThere() {
    long away = nodes.stream().filter(node -> !node.enabled || node.failed).count();
    return (away + 1) * 4 <= nodes.size();
  }

  private void disable(Node node) {
    if (!world.isOpen()) {
      return;
    }
    node.enabled = false;
    happens(node, NodeEventType.disabled);
    world.agenda.in(DISABLED_MILLIS, () -> enable(node));
  }

  private void fail(Node node) {
    if (!world.isOpen()) {
      return;
    }
    node.failed = true;
    node.failures++;
    long repairMillis = NOTICED_MILLIS + REPAIR.draw(churn);
    world.agenda.in(
        NOTICED_MILLIS,
        () -> {
          node.enabled = false;
          failureNoticed.accept(node);
        });
    world.agenda.in(
        repairMillis,
        () -> {
          node.failed = false;
          enable(node);
        });
  }

  private void enable(Node node) {
    if (!world.isOpen()) {
      return;
    }
    node.enabled = true;
    happens(node, NodeEventType.enabled);
    beat(node);
  }

  private void happens(Node node, NodeEventType type) {
    // The clock of a node does not reach back before the beginning.
    long timeMillis = Math.max(world.options.startMillis(), world.nowMillis() + node.skewMillis);
    NodeEvent event = new NodeEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(timeMillis));
    event.setType(type);
    event.setNodeId(node.id);
    event.setOwner(node.owner);
    event.setTeeType(node.teeType);
    event.setEndpoint(node.endpoint);
    event.setRegion(node.region);
    event.setPcrHash(node.pcrHash);
    event.setSlots(node.slots);
    event.setSlotsBusy(Math.min(node.busy, node.slots));
    world.happens(Topics.NODES, node.id, timeMillis, event);
  }
}
