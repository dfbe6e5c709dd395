package io.chokepoint.datagen;

import io.chokepoint.datagen.scenario.Population;

/** What the network consists of. */
record Entities(Applications applications, Models models, Nodes nodes) {
  Population of(Dimensions dimension) {
    return switch (dimension) {
      case APP -> applications;
      case MODEL -> models;
      case NODE -> nodes;
    };
  }
}
