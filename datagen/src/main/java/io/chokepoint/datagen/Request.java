package io.chokepoint.datagen;

/** A request on its way. */
record Request(String id, Session session, Model model) {}
