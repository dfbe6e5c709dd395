package io.chokepoint.datagen;

import io.chokepoint.events.NodeEvent;
import io.chokepoint.events.NodeEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The compute nodes: they register, send heartbeats, are disabled now and then, and get work. */
final class Nodes {
  /** What real nodes do; they count as active for 30 minutes after one. */
  private static final long HEARTBEAT_MILLIS = 900_000;

  /** How long a node stays disabled: a few heartbeats. */
  private static final long DISABLED_MILLIS = 3_600_000;

  /** At each heartbeat a node is disabled once in so many: about every five days. */
  private static final int HEARTBEATS_A_DISABLING = 500;

  /** Nodes enough for a busy network, few enough to be a dimension. */
  private static final int MOST = 48;

  /** Executions that a node expects within the horizon, so that chance leaves hardly one idle. */
  private static final double EXPECTED_EXECUTIONS = 10;

  private static final List<String> REGIONS =
      List.of("eu-west", "us-east", "us-west", "ap-south", "sa-east");
  private static final List<String> TEE_TYPES = List.of("nitro", "tdx", "sev-snp");
  private static final int[] SLOTS = {4, 8, 16, 32};

  private final World world;
  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private final boolean[] dark;
  private final Popularity even;

  Nodes(World world) {
    this.world = world;
    random = world.streams.named("nodes");
    Ids ids = new Ids(world.streams.named("node ids"));
    int count =
        Sizing.entities(
            world.options.requestsPerMinute(),
            world.network.of(Step.SERVE).horizonMillis(),
            EXPECTED_EXECUTIONS,
            MOST);
    List<String> images = List.of(ids.hash(), ids.hash());
    for (int i = 0; i < count; i++) {
      nodes.add(
          new Node(
              i,
              ids.hash(),
              ids.address(),
              TEE_TYPES.get(random.nextInt(TEE_TYPES.size())),
              REGIONS.get(random.nextInt(REGIONS.size())),
              images.get(random.nextInt(images.size())),
              SLOTS[random.nextInt(SLOTS.length)]));
    }
    dark = world.incident.darkened(Step.SERVE, count, world.streams.named("dark nodes"));
    even = new Popularity(count, 0);
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

  /** A node to execute a request, or null where none takes work. */
  @Nullable Node choose() {
    boolean hit = world.incident.covers(world.nowMillis());
    int index = even.draw(random, i -> nodes.get(i).enabled && !(hit && dark[i]));
    return index < 0 ? null : nodes.get(index);
  }

  private void beat(Node node) {
    if (!world.isOpen()) {
      return;
    }
    happens(node, NodeEventType.heartbeat);
    if (random.nextInt(HEARTBEATS_A_DISABLING) == 0) {
      world.agenda.in(HEARTBEAT_MILLIS, () -> disable(node));
    } else {
      world.agenda.in(HEARTBEAT_MILLIS, () -> beat(node));
    }
  }

  private void disable(Node node) {
    if (!world.isOpen()) {
      return;
    }
    node.enabled = false;
    happens(node, NodeEventType.disabled);
    world.agenda.in(DISABLED_MILLIS, () -> enable(node));
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
    NodeEvent event = new NodeEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(type);
    event.setNodeId(node.id);
    event.setOwner(node.owner);
    event.setTeeType(node.teeType);
    event.setEndpoint(node.endpoint);
    event.setRegion(node.region);
    event.setPcrHash(node.pcrHash);
    event.setSlots(node.slots);
    event.setSlotsBusy(Math.min(node.busy, node.slots));
    world.happens(Topics.NODES, node.id, event);
  }
}
