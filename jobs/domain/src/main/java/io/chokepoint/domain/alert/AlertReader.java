package io.chokepoint.domain.alert;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.document.Faults;
import io.chokepoint.domain.network.document.Located;
import io.chokepoint.domain.network.document.MapReader;
import io.chokepoint.domain.network.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the top level of an alert file: its receivers, then its routes. */
final class AlertReader {

  private static final String RECEIVER_EXAMPLE =
      "[{name: oncall, kind: alertmanager, url: \"https://alertmanager.example.org\"}]";

  private final @Nullable Network network;
  private final Faults faults;

  AlertReader(@Nullable Network network, Faults faults) {
    this.network = network;
    this.faults = faults;
  }

  /** Reads the whole file; what it returns is sound only if no fault was reported. */
  AlertPlan read(Node root) {
    MapReader file =
        new MapReader(root, "the alert file", List.of("receivers", "routes", "link"), faults);
    Node list = file.required("receivers", "receivers: " + RECEIVER_EXAMPLE);
    List<Node> nodes = file.items("receivers", RECEIVER_EXAMPLE);
    if (list instanceof Node.Items && nodes.isEmpty()) {
      faults.add(list, "there is no receiver", "declare at least one, such as " + RECEIVER_EXAMPLE);
    }
    List<Receiver> receivers = new ArrayList<>();
    Map<String, Located> names = new LinkedHashMap<>();
    for (Node node : nodes) {
      Receiver receiver = new ReceiverReader(faults).read(node);
      if (names.putIfAbsent(receiver.name(), node) != null
          && !receiver.name().equals(MapReader.ABSENT)) {
        faults.add(
            node,
            "receiver '" + receiver.name() + "' is declared twice",
            "give one of the two another name");
      }
      receivers.add(receiver);
    }
    List<Route> routes = new ArrayList<>();
    for (Node node : file.items("routes", "[{severity: page, to: [oncall]}]")) {
      routes.add(new RouteReader(names.keySet(), network, faults).read(node));
    }
    if (file.has("routes")) {
      names.forEach((name, place) -> reportUnreachable(name, place, routes));
    }
    return new AlertPlan(receivers, routes, link(file));
  }

  private @Nullable String link(MapReader file) {
    String link = file.optionalText("link");
    if (link != null && !link.equals(MapReader.ABSENT)) {
      try {
        TargetUrl.parse(link, true);
      } catch (IllegalArgumentException refused) {
        faults.add(
            file.valuePlace("link"),
            "'link' " + refused.getMessage(),
            "write the address of a page, such as https://chokepoint.example.org");
      }
    }
    return link;
  }

  private void reportUnreachable(String name, Located place, List<Route> routes) {
    if (!name.equals(MapReader.ABSENT)
        && routes.stream().noneMatch(route -> route.to().contains(name))) {
      faults.add(
          place,
          "no route leads to receiver '" + name + "'",
          "add a route with 'to: [" + name + "]', or take the receiver out");
    }
  }
}
