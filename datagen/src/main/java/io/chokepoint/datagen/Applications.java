package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.events.ApplicationCatalogEvent;
import io.chokepoint.events.ApplicationCatalogEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The applications that users visit, and what each of them admits. */
final class Applications implements Population {
  private static final int MOST = 40;

  /** Visits of an average application within the horizon; by Zipf's law the last has a quarter. */
  private static final double EXPECTED_VISITS = 24;

  private static final List<String> SUBJECTS =
      List.of("travel", "code", "legal", "market", "study", "health", "music", "garden");
  private static final List<String> KINDS = List.of("guide", "agent", "desk", "lab", "chat");

  private final World world;
  private final Ids ids;
  private final List<App> first = new ArrayList<>();
  private final Catalog<App> catalog;
  private int opened;

  Applications(World world, double visitsPerMinute) {
    this.world = world;
    ids = new Ids(world.streams.named("app ids"));
    int count =
        Sizing.entities(
            visitsPerMinute, world.network.of(Step.USE).horizonMillis(), EXPECTED_VISITS, MOST);
    for (int i = 0; i < count; i++) {
      String name =
          SUBJECTS.get(i % SUBJECTS.size())
              + "-"
              + KINDS.get((i / SUBJECTS.size() + i) % KINDS.size());
      first.add(open(name));
    }
    catalog =
        new Catalog<>(
            world,
            Step.USE,
            first,
            this,
            world.network.periodMillis(Topics.APPLICATIONS),
            new Catalog.Events<>(
                app -> happens(app, ApplicationCatalogEventType.live),
                app -> happens(app, ApplicationCatalogEventType.closed),
                app -> open(app.name())));
  }

  Catalog<App> catalog() {
    return catalog;
  }

  @Override
  public int size() {
    return first.size();
  }

  @Override
  public String id(int index) {
    return first.get(index).id();
  }

  @Override
  public List<String> ids(int index, long fromMillis, long toMillis) {
    return catalog.between(index, fromMillis, toMillis).stream().map(App::id).toList();
  }

  @Override
  public @Nullable String property(int index, String name) {
    App app = first.get(index);
    return switch (name) {
      case "name" -> app.name();
      case "developer" -> app.developer();
      default -> null;
    };
  }

  private App open(String name) {
    return new App(name + "-" + opened++, name, ids.address());
  }

  private void happens(App app, ApplicationCatalogEventType type) {
    ApplicationCatalogEvent event = new ApplicationCatalogEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(type);
    event.setAppId(app.id());
    event.setName(app.name());
    event.setDeveloper(app.developer());
    world.happens(Topics.APPLICATIONS, app.id(), event);
  }
}
