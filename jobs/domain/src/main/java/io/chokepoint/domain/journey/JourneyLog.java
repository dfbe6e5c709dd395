package io.chokepoint.domain.journey;

import java.util.Arrays;

/**
 * What is remembered of one correlation key: a bounded list of distinct event times a slot, in
 * order of slot and time, with the facts of each. The content is a function of the set of the
 * events added, never of their order.
 *
 * <p>The entry keeps its earliest time only (a path anchored once) or the earliest of each cohort
 * window. Any other slot keeps at most {@code capacity} distinct times (of each cohort window,
 * where the path is anchored per window): beyond that the earliest and the latest halves stay, so
 * that neither the first valid time nor the fact that there is one is lost to a flood, and each
 * event that pushes one out is counted as overflow.
 *
 * <p>Of two events of the same slot and time, the one that is smaller by facts, texts and value
 * stays. An instance is reused from key to key.
 */
public final class JourneyLog {
  /** The default capacity of a slot, as the contract has it. */
  public static final int DEFAULT_CAPACITY = 16;

  /** When no step has been reviewed yet. */
  static final long NEVER_REVIEWED = Long.MIN_VALUE;

  private static final int VERSION = 3;
  private static final long NONE_ADDED = Long.MIN_VALUE;

  private final PathPlan plan;
  private final int capacity;
  private final Packing.Writer writer = new Packing.Writer();
  private final Packing.Reader reader = new Packing.Reader();
  private final RecurringTexts recurring = new RecurringTexts();

  private long reviewed = NEVER_REVIEWED;

  /** How many stages the path had for journeys anchored before {@link #addedFrom}. */
  private int stagesBefore;

  /** From which time on journeys have the stages that were added; the beginning where none were. */
  private long addedFrom = NONE_ADDED;

  private int size;
  private int[] slots = new int[32];
  private long[] times = new long[32];
  private long[] facts = new long[32];
  private long[] values = new long[32];
  private String[][] texts = new String[32][];

  /**
   * Makes an empty log.
   *
   * @param plan the path
   * @param capacity distinct times a slot, at least 2
   */
  public JourneyLog(PathPlan plan, int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("a slot needs room for at least 2 times, not " + capacity);
    }
    this.plan = plan;
    this.capacity = capacity;
  }

  /** What became of an event. */
  public enum Added {
    /** The log changed. */
    CHANGED,
    /** The log knew as much already. */
    KNOWN,
    /**
     * The log changed, and a time was pushed out of a full slot; or it was full and the event told
     * nothing.
     */
    OVERFLOW
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(texts, 0, size, null);
    size = 0;
    reviewed = NEVER_REVIEWED;
    addedFrom = NONE_ADDED;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Until when the steps that were due have been reviewed, in ms. */
  long reviewed() {
    return reviewed;
  }

  void reviewed(long until) {
    reviewed = until;
  }

  /** The earliest event time that is remembered, in ms; at least one must be. */
  public long earliest() {
    long earliest = times[0];
    for (int i = 1; i < size; i++) {
      earliest = Math.min(earliest, times[i]);
    }
    return earliest;
  }

  int size() {
    return size;
  }

  /** Whether any refusal is remembered. */
  boolean hasRefusals() {
    return size > 0 && slots[size - 1] >= StageEvent.MOST_STAGES;
  }

  /**
   * How many stages, the first ones, count for the journey with an anchor of that time: all, but
   * for those that were added at the end of the path when the journey had begun. They would have
   * been told of what came after, and never of what was before.
   */
  int stagesOf(long anchorTime) {
    return anchorTime < addedFrom ? stagesBefore : plan.stages();
  }

  int slot(int i) {
    return slots[i];
  }

  long time(int i) {
    return times[i];
  }

  long facts(int i) {
    return facts[i];
  }

  long value(int i) {
    return values[i];
  }

  String[] texts(int i) {
    return texts[i];
  }

  /**
   * Position of the first remembered time of a slot that is not before the given one, or of what
   * follows.
   */
  int firstAt(int slot, long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slots[middle] < slot || (slots[middle] == slot && times[middle] < time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds an event. */
  public Added add(StageEvent event) {
    int slot = event.slot();
    long time = event.time();
    int at = firstAt(slot, time);
    if (slot == 0) {
      return addEntry(event, at);
    }
    if (at < size && slots[at] == slot && times[at] == time) {
      if (compare(event, at) >= 0) {
        return Added.KNOWN;
      }
      put(at, event);
      return Added.CHANGED;
    }
    insert(at, event);
    if (remembered(slot, time) <= capacity) {
      return Added.CHANGED;
    }
    remove(firstAt(slot, windowStart(time)) + capacity / 2);
    return Added.OVERFLOW;
  }

  /** Whether another time of the slot would push one out, be it itself or one of its window. */
  boolean isFull(int slot, long time) {
    return remembered(slot, time) >= capacity;
  }

  /** How many times a slot remembers, of the cohort window where it has room for each. */
  private int remembered(int slot, long time) {
    return firstAt(slot, windowEnd(time)) - firstAt(slot, windowStart(time));
  }

  private long windowStart(long time) {
    return plan.isPerWindow() ? plan.cohortStart(time) : Long.MIN_VALUE;
  }

  private long windowEnd(long time) {
    return plan.isPerWindow()
        ? plan.cohortStart(time) + plan.path().cohortMillis()
        : Long.MAX_VALUE;
  }

  private Added addEntry(StageEvent event, int at) {
    long start = windowStart(event.time());
    long end = windowEnd(event.time());
    if (at > 0 && slots[at - 1] == 0 && times[at - 1] >= start) {
      return Added.KNOWN;
    }
    if (at < size && slots[at] == 0 && times[at] < end) {
      if (times[at] == event.time() && compare(event, at) >= 0) {
        return Added.KNOWN;
      }
      put(at, event);
      return Added.CHANGED;
    }
    insert(at, event);
    return Added.CHANGED;
  }

  private int compare(StageEvent event, int at) {
    int byFacts = Long.compare(event.facts(), facts[at]);
    if (byFacts != 0) {
      return byFacts;
    }
    int byTexts = Arrays.compare(event.texts(), texts[at]);
    return byTexts != 0 ? byTexts : Long.compare(event.value(), values[at]);
  }

  private void put(int at, StageEvent event) {
    slots[at] = event.slot();
    times[at] = event.time();
    facts[at] = event.facts();
    values[at] = event.value();
    texts[at] = event.texts();
  }

  private void insert(int at, StageEvent event) {
    ensure(size + 1);
    shift(at, at + 1, size - at);
    size++;
    put(at, event);
  }

  private void remove(int at) {
    shift(at + 1, at, size - at - 1);
    size--;
    texts[size] = null;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(slots, from, slots, to, count);
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(facts, from, facts, to, count);
    System.arraycopy(values, from, values, to, count);
    System.arraycopy(texts, from, texts, to, count);
  }

  private void ensure(int needed) {
    if (needed > times.length) {
      int length = Math.max(needed, 2 * times.length);
      slots = Arrays.copyOf(slots, length);
      times = Arrays.copyOf(times, length);
      facts = Arrays.copyOf(facts, length);
      values = Arrays.copyOf(values, length);
      texts = Arrays.copyOf(texts, length);
    }
  }

  /**
   * Forgets what can no longer change anything once no event before {@code horizonStart} will come:
   * entries whose journeys are over by then, and the other events that only those could have used.
   * On a path anchored per window an entry stays until its window is over, too: a second entry of
   * the window would begin a second journey otherwise.
   *
   * @param horizonStart the earliest event time that can still arrive, in ms
   */
  public void forgetBefore(long horizonStart) {
    long entriesFrom = horizonStart - plan.spanMillis();
    long othersFrom = entriesFrom - plan.lookbackMillis();
    boolean[] kept = new boolean[size];
    for (int i = 0; i < size; i++) {
      kept[i] =
          slots[i] == 0
              ? times[i] >= entriesFrom || plan.windowEnd(times[i]) > horizonStart
              : times[i] >= othersFrom;
    }
    keep(kept);
  }

  /** Keeps the marked positions and forgets the others. */
  void keep(boolean[] marked) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (marked[i]) {
        if (kept != i) {
          shift(i, kept, 1);
        }
        kept++;
      }
    }
    Arrays.fill(texts, kept, size, null);
    size = kept;
  }

  /** Packs the log for the state. */
  public byte[] pack() {
    writer.reset();
    boolean isReviewed = reviewed != NEVER_REVIEWED;
    writer.unsigned((long) VERSION << 1 | (isReviewed ? 1 : 0));
    long base = 0;
    if (isReviewed) {
      writer.signed(reviewed);
      base = reviewed;
    }
    boolean isAdded = addedFrom != NONE_ADDED;
    writer.unsigned((long) plan.stages() << 1 | (isAdded ? 1 : 0));
    if (isAdded) {
      writer.unsigned(stagesBefore);
      writer.signed(addedFrom);
    }
    for (int i = 0; i < size; i++) {
      boolean plain = texts[i].length == 0 && facts[i] == 0 && values[i] == 0;
      writer.unsigned((long) slots[i] << 1 | (plain ? 0 : 1));
      writer.signed(times[i] - base);
      base = times[i];
      if (!plain) {
        writer.unsigned(facts[i]);
        writer.signed(values[i]);
        writer.unsigned(texts[i].length);
        for (String text : texts[i]) {
          writer.text(text);
        }
      }
    }
    return writer.toBytes();
  }

  /**
   * Unpacks what {@link #pack} made, in place of what is here.
   *
   * @throws IllegalStateException where the bytes were packed by a later version
   */
  public void unpack(byte[] packed) {
    clear();
    reader.reset(packed);
    long head = reader.unsigned();
    long version = head >>> 1;
    if (version != VERSION) {
      throw new IllegalStateException(
          "a journey's state has version " + version + ", this job reads version " + VERSION);
    }
    boolean isReviewed = (head & 1) != 0;
    reviewed = isReviewed ? reader.signed() : NEVER_REVIEWED;
    long base = isReviewed ? reviewed : 0;
    int stages = reader.count();
    if ((stages & 1) != 0) {
      stagesBefore = reader.count();
      addedFrom = reader.signed();
    }
    stages >>>= 1;
    while (reader.hasMore()) {
      ensure(size + 1);
      int slot = reader.count();
      base += reader.signed();
      slots[size] = slot >>> 1;
      times[size] = base;
      if ((slot & 1) == 0) {
        facts[size] = 0;
        values[size] = 0;
        texts[size] = StageEvent.NO_TEXTS;
      } else {
        facts[size] = reader.unsigned();
        values[size] = reader.signed();
        String[] read = new String[reader.count()];
        for (int t = 0; t < read.length; t++) {
          read[t] = reader.text(recurring);
        }
        texts[size] = read.length == 0 ? StageEvent.NO_TEXTS : read;
      }
      size++;
    }
    if (stages < plan.stages()) {
      addStages(stages);
    }
  }

  /** Journeys that have begun keep the stages that they had. */
  private void addStages(int before) {
    stagesBefore = addedFrom == NONE_ADDED ? before : Math.min(stagesBefore, before);
    addedFrom = Long.MIN_VALUE + 1;
    for (int i = 0; i < size; i++) {
      addedFrom =
          Math.max(addedFrom, plan.isPerWindow() ? plan.windowEnd(times[i]) : Long.MAX_VALUE);
    }
  }
}
