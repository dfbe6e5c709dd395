package io.chokepoint.datagen;

/**
 * A version of a model.
 *
 * @param id its content identifier
 * @param name its name
 * @param version number of the version
 * @param provider who offers it
 */
record Model(String id, String name, int version, String provider) {}
