// How far each clock is, and what was refused: so that "we do not know" is seen.
import { byId, el, replace, table } from "./dom.js";
import { count, duration, markWord, time } from "./words.js";

const KINDS = {
  READING: ["…", "reading what is there"],
  LIVE: ["●", "live"],
  WAITING: ["…", "waiting for results"],
  AWAY: ["✕", "broker away"],
  RECORDING: ["▮", "recording"],
};

export function showSource(overview, connected) {
  const source = overview.source;
  const [sign, word] = connected ? KINDS[source.kind] : ["✕", "console away"];
  byId("source").className = `source-${connected ? source.kind.toLowerCase() : "away"}`;
  const behind = source.behind ? `, ${count(source.behind)} messages behind` : "";
  replace(byId("source"), el("span", { "aria-hidden": "true" }, sign), ` ${word}${source.kind === "RECORDING" ? ` ${source.message}` : behind}`);
  const trouble = byId("trouble");
  const away = !connected || source.kind === "AWAY";
  const text = !connected
    ? "The console does not answer. What is shown is what it said last; this page tries again by itself."
    : source.kind === "AWAY" ? `${source.message} Since ${time(source.since)}.` : "";
  trouble.hidden = !away;
  if (trouble.textContent !== text) trouble.textContent = text;
}

export function showHealth(overview) {
  const newest = overview.newest;
  const rows = overview.paths.flatMap((path) => path.steps.map((step) => ({
    class: step.mark === "behind" || step.mark === "silent" ? "away" : null,
    cells: [path.name, `${step.to} (${step.layer})`, time(step.clock, newest), step.behind === null ? "–" : step.behind < 1000 ? "–" : duration(step.behind), count(step.pending), count(step.unknown), ["behind", "silent"].includes(step.mark) ? markWord(step.mark) : ""],
  })));
  const refused = overview.topics.filter((topic) => topic.rejected || topic.late);
  replace(byId("health"),
    el("p", { class: "lead" }, "A step is judged by the clock of the topic of its end. What is behind is not known yet; it is not lost."),
    rows.length ? table("Clocks", [{ name: "path" }, { name: "stage" }, { name: "known until" }, { name: "behind the newest", number: true }, { name: "pending", number: true }, { name: "never known", number: true }, { name: "state" }], rows) : null,
    refused.length ? table("Records that were refused or came too late", [{ name: "topic" }, { name: "refused", number: true }, { name: "why" }, { name: "the last one" }, { name: "too late", number: true }],
      refused.map((topic) => ({ cells: [topic.topic, count(topic.rejected), Object.entries(topic.reasons).map(([reason, n]) => `${reason.replaceAll("_", " ")} ${count(n)}`).join(", "), topic.lastError, count(topic.late)] })))
      : el("p", { class: "quiet" }, "No record was refused, and none came too late."),
    overview.source.unreadable ? el("p", null, `${count(overview.source.unreadable)} messages were no results that this release can read; is the job newer?`) : null);
}
