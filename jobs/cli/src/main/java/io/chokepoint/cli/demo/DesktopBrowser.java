package io.chokepoint.cli.demo;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browser of the person at the desktop, if there is one. */
final class DesktopBrowser {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopBrowser.class);

  private DesktopBrowser() {}

  /** Opens a page where there is a desktop with somebody at it; elsewhere nothing happens. */
  static void open(String address, Map<String, String> environment) {
    if (environment.containsKey("CI") || GraphicsEnvironment.isHeadless()) {
      return;
    }
    try {
      if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(URI.create(address));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // The address is printed as well.
      LOG.debug("no browser opens", e);
    }
  }
}
