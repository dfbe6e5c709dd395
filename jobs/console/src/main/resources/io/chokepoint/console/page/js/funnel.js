// What became of those who came, path by path.
import { byId, el, replace, svg, table } from "./dom.js";
import { address, state } from "./state.js";
import { bounds, count, duration, MARKS, markWord, percent, reasonWord, valueWord } from "./words.js";

const WIDTH = 1000;
const HEIGHT = 22;

function bar(step, most) {
  const scale = (n) => (WIDTH * n) / most;
  const shares = [["reached", step.converted], ["pending", step.pending], ["dropped", step.dropped], ["unknown", step.unknown]];
  let x = 0;
  const drawn = shares.filter(([, n]) => n > 0).map(([kind, n]) => {
    const rect = svg("rect", { class: kind, x, y: 0, width: scale(n), height: HEIGHT });
    x += scale(n);
    return rect;
  });
  const usual = step.usualRate ?? step.keptRate;
  const judged = step.converted + step.dropped;
  return svg("svg", {
    class: "bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `${count(step.converted)} converted, ${count(step.pending)} pending, ${count(step.dropped)} dropped, ${count(step.unknown)} never known, of ${count(step.entrants)}`,
  },
    svg("rect", { class: "rail", width: WIDTH, height: HEIGHT }), drawn,
    usual !== null && judged > 0 ? svg("line", { class: "usual-tick", x1: scale(step.entrants * usual), x2: scale(step.entrants * usual), y1: -2, y2: HEIGHT + 2 }) : null);
}

function reasons(step) {
  const told = Object.entries(step.reasons).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  if (!told.length) return null;
  return el("p", { class: "reasons" }, "dropped: ", told.slice(0, 4).map(([reason, n], i) => [i ? ", " : "", el("span", { class: "reason" }, reasonWord(reason)), `\u00a0${count(n)}`]), told.length > 4 ? ` and ${told.length - 4} more reasons` : "");
}

function usual(step) {
  if (step.usualRate !== null) return `usually ${percent(step.usualRate)}`;
  if (step.keptRate !== null && step.keptRate !== step.rate) return `${percent(step.keptRate)} over all that is kept`;
  return "";
}

function stage(step, most) {
  const mark = MARKS[step.mark];
  return el("li", { class: `stage mark-${step.mark}${step.choking ? " choking" : ""}${step.branch ? " branch" : ""}` },
    el("div", { class: "stage-name" },
      el("b", null, step.choking ? "▶ " : "", step.to), " ", el("span", { class: "quiet" }, step.layer),
      step.branch ? el("span", { class: "quiet" }, ` after ${step.from}`) : null,
      mark ? [" ", step.episode ? el("a", { class: "flag", href: address({ episode: step.episode }), "data-episode": step.episode, "data-key": `stage-${step.from}-${step.to}` }, markWord(step.mark)) : el("span", { class: "flag" }, markWord(step.mark))] : null),
    step.brokenDown ? bar(step, most) : el("p", { class: "quiet bar" }, `not broken down by ${state.dimension}`),
    el("div", { class: "stage-rate" }, el("b", null, percent(step.rate)), el("span", { class: "quiet" }, usual(step))),
    el("div", { class: "stage-facts quiet" },
      el("p", null, `${count(step.converted)} of ${count(step.entrants)}`, step.pending ? el("span", null, `, ${count(step.pending)} pending`) : null, step.unknown ? el("span", null, `, ${count(step.unknown)} never known`) : null,
        step.lagP50 !== null ? ` · after ${duration(step.lagP50)}, the slowest 5\u00a0% after ${duration(step.lagP95)}` : ""),
      reasons(step)));
}

function path(each) {
  const most = Math.max(1, each.entrants, ...each.steps.filter((step) => step.brokenDown).map((step) => step.entrants));
  return el("article", { class: "path", "aria-label": `Path ${each.name}` },
    el("h3", null, each.name, el("small", null, `${count(each.entrants)} ${each.entry}${each.perHour === null ? "" : `, ${count(each.perHour)} an hour`} (${each.entryLayer})`)),
    el("ol", { class: "stages" }, each.steps.map((step) => stage(step, most))),
    el("details", { "data-key": `path-${each.name}` }, el("summary", { "data-key": `path-summary-${each.name}` }, "As a table"),
      table(`Path ${each.name}`,
        [{ name: "step" }, { name: "layer" }, { name: "entrants", number: true }, { name: "converted", number: true }, { name: "pending", number: true }, { name: "dropped", number: true }, { name: "unknown", number: true }, { name: "rate", number: true }, { name: "95 % interval", number: true }, { name: "usual", number: true }, { name: "lag p50", number: true }, { name: "lag p95", number: true }],
        each.steps.map((step) => ({ class: step.choking ? "choking" : null, cells: [`${step.from} → ${step.to}`, step.layer, count(step.entrants), count(step.converted), count(step.pending), count(step.dropped), count(step.unknown), percent(step.rate), bounds(step.rateLow, step.rateHigh), percent(step.usualRate), duration(step.lagP50), duration(step.lagP95)] })))));
}

export function showPaths(overview) {
  replace(byId("paths"), overview.paths.length ? [path(overview.paths[0]), el("div", null, overview.paths.slice(1).map(path))] : el("p", { class: "lead" }, "No cohort has been published yet."));
  byId("paths-title").textContent = state.dimension && state.segment ? `Where demand goes: ${state.dimension} ${valueWord(state.segment)}` : "Where demand goes";
}
