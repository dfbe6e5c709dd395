package io.chokepoint.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface on which nobody listens. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * Picks distinct ports that are free now. Another process may take one before it is used, so
   * whoever binds them has to be ready to ask again.
   *
   * @param count how many
   * @throws IOException if the machine has none left
   */
  public static int[] pick(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
