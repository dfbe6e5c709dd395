// Where demand stops, first and in words.
import { byId, el, replace } from "./dom.js";
import { address } from "./state.js";
import { bounds, count, duration, layerName, markWord, money, percent, time, valueWord, zoneName } from "./words.js";

const STOPS = { lossy: "Demand stops in ", stalled: "Demand stalls in ", slow: "Demand is slow in ", silent: "Nothing is heard of ", unknown: "Something is wrong in " };

let said = "";

function words(overview) {
  const verdict = overview.verdict;
  const newest = overview.asOf ?? overview.newest;
  if (!verdict) {
    return { kind: "quiet", head: ["Nothing is known yet."], sentence: overview.source.message || "The first verdict comes with the first complete cohort." };
  }
  const acute = verdict.acute;
  if (acute) {
    return {
      kind: "named",
      head: [STOPS[acute.kind] ?? STOPS.unknown, el("em", null, acute.layer || acute.to), acute.kind === "silent" ? `: topic ${acute.topic} says nothing.` : `, at ${acute.from} → ${acute.to}.`],
      sentence: verdict.sentence,
      title: `${markWord(acute.kind)}: ${acute.layer || acute.to}`,
    };
  }
  if (verdict.state === "learning") {
    const until = verdict.learning_until ? ` until ${time(verdict.learning_until, newest)} ${zoneName()}` : "";
    return { kind: "learning", head: [`Still learning${until}.`], sentence: verdict.learning || verdict.sentence };
  }
  if (verdict.state === "bottleneck") {
    return { kind: "limited", head: ["Nothing has changed; ", el("em", null, verdict.layer || verdict.to), " limits."], sentence: verdict.chronic_sentence || verdict.sentence };
  }
  return { kind: "flowing", head: ["Demand travels freely."], sentence: verdict.learning ? "No step whose usual rate is known does less, and none is below its target." : "No step does less than usual, and none is below its target." };
}

const fact = (name, value, more) => value && el("div", null, el("dt", null, name), el("dd", null, el("b", null, value), more ? el("span", { class: "quiet" }, more) : null));

function facts(overview) {
  const acute = overview.verdict?.acute;
  if (!acute) return null;
  const newest = overview.asOf ?? overview.newest;
  const goal = acute.goal || "conversions";
  const silent = acute.kind === "silent";
  const worth = money(acute, acute.lost_value);
  const worthAnHour = money(acute, acute.lost_value_per_hour);
  const segments = acute.segments.map((segment) => `${segment.dimension} ${segment.values.map(valueWord).join(", ")}${segment.count > segment.values.length ? ` and ${segment.count - segment.values.length} more` : ""}`);
  return el("dl", { class: "facts" },
    fact("since", `${time(acute.onset, newest)} ${zoneName()}`, `for ${duration(overview.verdict.evaluated_at - acute.onset)}`),
    silent ? null : fact("lost so far", count(acute.lost), `${goal}, ${count(acute.lost_low)}–${count(acute.lost_high)}`),
    silent ? null : fact("an hour", count(acute.lost_per_hour), goal),
    worth && !silent ? fact("worth", worth, `${worthAnHour} an hour`) : null,
    acute.rate !== null ? fact("converts", percent(acute.rate), `${bounds(acute.rate_low, acute.rate_high)}, usually ${percent(acute.baseline_rate)}`) : null,
    fact("segment", segments.length ? segments.join("; ") : "all segments"));
}

export function showVerdict(overview) {
  const told = words(overview);
  const text = told.head.map((part) => part.textContent ?? part).join("") + told.sentence;
  document.title = `${told.title ?? told.head.map((part) => part.textContent ?? part).join("")} · Chokepoint`;
  // Said again to a screen reader only when it says something else.
  if (text !== said) {
    said = text;
    byId("verdict").className = told.kind;
    replace(byId("verdict-words"), el("h1", null, told.head), el("p", { class: "sentence" }, told.sentence));
  }
  const verdict = overview.verdict;
  const others = verdict?.others ?? [];
  replace(byId("verdict-facts"),
    facts(overview),
    others.length ? el("p", { class: "beside" }, "Beside it, troubles of their own: ",
      others.map((other, i) => [i ? ", " : "", el("a", { href: address({ episode: other.episode_id }), "data-episode": other.episode_id, "data-key": `other-${other.episode_id}` }, `${layerName(other.layer)}, ${other.from} → ${other.to} (${markWord(other.kind)})`)]), ".") : null,
    verdict?.acute && verdict.chronic_sentence ? el("p", { class: "beside" }, "What limits, beside it: ", verdict.chronic_sentence) : null,
    verdict?.acute?.frozen ? el("p", { class: "beside" }, "Nothing new is known of it at present, since its topic is silent.") : null,
    verdict && verdict.state !== "learning" && verdict.learning ? el("p", { class: "beside quiet" }, verdict.learning) : null);
}
