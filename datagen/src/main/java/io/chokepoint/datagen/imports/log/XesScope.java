package io.chokepoint.datagen.imports.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in an XES document reading is, and the attributes of the trace and event at hand. */
final class XesScope {

  private static final Set<String> ATTRIBUTES =
      Set.of("string", "date", "int", "float", "boolean", "id", "list", "container");

  /** Attributes in attributes in attributes: no log needs more than a few. */
  private static final int MAX_DEPTH = 64;

  private enum Element {
    LOG,
    TRACE,
    EVENT,
    ATTRIBUTE,
    /** What stands around the values of a list. */
    VALUES,
    /** An element that says nothing of an event, with all that is in it. */
    PASSED_OVER
  }

  /** An element that has begun; of an attribute its full key and, of a list, its values. */
  private record Open(Element element, String key, @Nullable List<String> items) {}

  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Object> trace = new LinkedHashMap<>();
  private final Map<String, Object> event = new LinkedHashMap<>();
  private boolean inTrace;
  private boolean inEvent;
  private boolean traceHasEvents;
  private boolean beginsEvent;
  private @Nullable String fault;
  private @Nullable String traceFault;

  void clearEvent() {
    event.clear();
    fault = null;
  }

  /** An element begins; the answer is what is wrong with the document, or null. */
  @Nullable String start(String name, @Nullable String key, @Nullable String value) {
    beginsEvent = false;
    Open outer = open.peek();
    if (outer == null) {
      push(Element.LOG);
      return name.equals("log")
          ? null
          : "this is no XES log: its outermost element is <" + name + ">";
    }
    if (open.size() > MAX_DEPTH) {
      return "elements are nested more than " + MAX_DEPTH + " deep";
    }
    if (outer.element() == Element.PASSED_OVER) {
      push(Element.PASSED_OVER);
    } else if (name.equals("trace") && outer.element() == Element.LOG) {
      push(Element.TRACE);
      trace.clear();
      traceFault = null;
      inTrace = true;
      traceHasEvents = false;
    } else if (name.equals("event") && !inEvent && outer.element() != Element.ATTRIBUTE) {
      push(Element.EVENT);
      inEvent = true;
      beginsEvent = true;
      traceHasEvents = inTrace;
    } else if (name.equals("values") && outer.items() != null) {
      open.push(new Open(Element.VALUES, outer.key(), outer.items()));
    } else if (ATTRIBUTES.contains(name)) {
      return attribute(outer, name, key, value);
    } else {
      push(Element.PASSED_OVER);
    }
    return null;
  }

  private @Nullable String attribute(
      Open outer, String name, @Nullable String key, @Nullable String value) {
    if (key == null) {
      blame("a <" + name + "> of it has no key");
      push(Element.PASSED_OVER);
      return null;
    }
    if (inTrace && !inEvent && traceHasEvents) {
      return "an attribute of a trace stands behind its events, where it comes too late for them";
    }
    if (key.indexOf(LogText.REPLACEMENT) >= 0
        || (value != null && value.indexOf(LogText.REPLACEMENT) >= 0)) {
      blame("its attribute '" + key + "' has bytes that are not of the log's encoding");
    }
    boolean nested = outer.element() == Element.ATTRIBUTE || outer.element() == Element.VALUES;
    String full = nested ? outer.key() + "." + key : key;
    List<String> items = name.equals("list") ? new ArrayList<>() : null;
    open.push(new Open(Element.ATTRIBUTE, full, items));
    if (outer.items() != null && value != null) {
      outer.items().add(value);
    } else if (inEvent || inTrace) {
      Object kept = items == null ? value : items;
      if (kept != null) {
        (inEvent ? event : trace).put(full, kept);
      }
    }
    return null;
  }

  /** Something is wrong with the event at hand, or with all of the trace at hand. */
  private void blame(String wrong) {
    if (inEvent) {
      fault = wrong;
    } else if (inTrace) {
      traceFault = wrong;
    }
  }

  private void push(Element element) {
    open.push(new Open(element, "", null));
  }

  /** An element ends; whether it was an event. */
  boolean end() {
    Element ended = open.pop().element();
    if (ended == Element.TRACE) {
      inTrace = false;
      traceFault = null;
      trace.clear();
    } else if (ended == Element.EVENT) {
      inEvent = false;
      return true;
    }
    return false;
  }

  /** Whether the element that began last is an event. */
  boolean beginsEvent() {
    return beginsEvent;
  }

  /** What is wrong with the event alone; null where nothing is. */
  @Nullable String fault() {
    return fault == null ? traceFault : fault;
  }

  /** The attributes of the trace at hand; none outside of traces. */
  Map<String, Object> trace() {
    return trace;
  }

  /** The attributes of the event at hand. */
  Map<String, Object> event() {
    return event;
  }
}
