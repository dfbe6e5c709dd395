package io.chokepoint.cli.cluster;

import io.chokepoint.domain.network.Network;
import io.chokepoint.domain.network.NetworkFile;

/** A shop of two stages whose events a test can write by hand. */
final class JsonShop {
  static final Network NETWORK =
      NetworkFile.parse(
          "shop.yaml",
          """
          network: shop
          topics:
            orders: {time: at, format: json}
            payments: {time: at, format: json}
          paths:
            - name: order
              key: id
              cohort: 1h
              stages:
                - {name: ordered, layer: users, topic: orders}
                - {name: paid, layer: payments, topic: payments, within: 2h}
          """);

  private JsonShop() {}
}
