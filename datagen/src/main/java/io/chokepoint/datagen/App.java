package io.chokepoint.datagen;

/**
 * An application.
 *
 * @param id its id
 * @param name its name
 * @param developer address of who built it
 */
record App(String id, String name, String developer) {}
