package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Population;
import io.chokepoint.events.ModelCatalogEvent;
import io.chokepoint.events.ModelCatalogEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models on offer. */
final class Models implements Population {
  private static final int MOST = 24;

  /** Requests of an average model within the horizon; by Zipf's law the last has a quarter. */
  private static final double EXPECTED_REQUESTS = 24;

  private static final List<String> FAMILIES =
      List.of("aster", "birch", "cedar", "dune", "ember", "fjord", "grove", "heron");
  private static final List<String> SIZES = List.of("large", "small", "mini");
  private static final List<String> PROVIDERS = List.of("northwind", "lighthouse", "commons");

  private final World world;
  private final Ids ids;
  private final List<Model> first = new ArrayList<>();
  private final Catalog<Model> catalog;

  Models(World world) {
    this.world = world;
    ids = new Ids(world.streams.named("model ids"));
    int count =
        Sizing.entities(
            world.options.requestsPerMinute(),
            world.network.of(Step.INVOKE).horizonMillis(),
            EXPECTED_REQUESTS,
            MOST);
    for (int i = 0; i < count; i++) {
      first.add(
          new Model(
              ids.contentId(),
              FAMILIES.get(i % FAMILIES.size()) + "-" + SIZES.get(i / FAMILIES.size()),
              1,
              PROVIDERS.get(i % PROVIDERS.size())));
    }
    catalog =
        new Catalog<>(
            world,
            Step.INVOKE,
            first,
            this,
            world.network.periodMillis(Topics.MODELS),
            new Catalog.Events<>(
                model -> happens(model, ModelCatalogEventType.served),
                model -> happens(model, ModelCatalogEventType.withdrawn),
                this::nextVersion));
  }

  Catalog<Model> catalog() {
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
    return catalog.between(index, fromMillis, toMillis).stream().map(Model::id).toList();
  }

  @Override
  public @Nullable String property(int index, String name) {
    Model model = first.get(index);
    return switch (name) {
      case "name", "model_name" -> model.name();
      case "provider" -> model.provider();
      default -> null;
    };
  }

  private Model nextVersion(Model model) {
    return new Model(ids.contentId(), model.name(), model.version() + 1, model.provider());
  }

  private void happens(Model model, ModelCatalogEventType type) {
    ModelCatalogEvent event = new ModelCatalogEvent();
    event.setEventId(world.ids.id());
    event.setEventTime(Instant.ofEpochMilli(world.nowMillis()));
    event.setType(type);
    event.setModelId(model.id());
    event.setModelName(model.name());
    event.setVersion(Integer.toString(model.version()));
    event.setProvider(model.provider());
    world.happens(Topics.MODELS, model.id(), event);
  }
}
