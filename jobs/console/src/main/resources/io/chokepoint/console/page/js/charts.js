// Rates over time: one chart a step, with a cursor that all of them share.
import { byId, el, replace, svg } from "./dom.js";
import { state } from "./state.js";
import { bounds, clock, count, duration, markWord, percent, time } from "./words.js";

const HEIGHT = 150;
const MARGIN = { top: 8, right: 8, bottom: 20, left: 40 };
const d3 = window.d3;

let charts = [];
let cursor = null;

function scales(series, range, width) {
  const x = (state.tz === "local" ? d3.scaleTime() : d3.scaleUtc()).domain([range.from, Math.max(range.to, range.from + 1)]).range([MARGIN.left, width - MARGIN.right]);
  const lows = series.low.map((low, i) => low ?? series.rate[i]).filter((low) => low !== null);
  const floor = lows.length ? Math.max(0, Math.min(0.9, Math.floor(Math.min(...lows) * 10 - 0.2) / 10)) : 0;
  return { x, y: d3.scaleLinear().domain([floor, 1]).range([HEIGHT - MARGIN.bottom, MARGIN.top]) };
}

function axes(x, y, width) {
  const across = x.ticks(Math.max(2, Math.floor(width / 110)));
  return [
    y.ticks(3).map((tick) => [
      svg("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: MARGIN.left - 6, y: y(tick), dy: "0.35em", "text-anchor": "end" }, `${Math.round(tick * 100)}\u00a0%`)]),
    across.map((tick) => svg("text", { class: "tick", x: x(tick), y: HEIGHT - 5, "text-anchor": "middle" }, x.domain()[1] - x.domain()[0] > 2 * 86_400_000 ? time(tick.getTime()).split(",")[0] : clock(tick.getTime()))),
  ];
}

const key = (series) => `${series.path}/${series.from}/${series.to}`;

function bands(series, overview, x, width) {
  return overview.episodes
    .filter((episode) => episode.alert.path === series.path && episode.alert.to === series.to)
    .map(({ alert, open }) => {
      const from = Math.max(x(alert.onset), MARGIN.left);
      const to = Math.min(open ? x.range()[1] : x(alert.resolved_at), width - MARGIN.right);
      if (to <= MARGIN.left || from >= width - MARGIN.right) return null;
      const kind = ["slow", "stalled", "silent"].includes(alert.kind) ? alert.kind : "lossy";
      return svg("g", { class: `band ${kind}${alert.role === "impacted" ? " downstream" : ""}` },
        svg("rect", { x: from, y: MARGIN.top, width: Math.max(2, to - from), height: HEIGHT - MARGIN.top - MARGIN.bottom, fill: `url(#band-${kind})` }),
        svg("text", { x: from + 4, y: MARGIN.top + 12 }, markWord(alert.role === "impacted" ? "impacted" : kind)));
    });
}

// The line goes on from the last final point, dashed, through those that are not final.
function lines(series, x, y) {
  const middle = (i) => x(Math.min(series.at[i] + series.bucket / 2, x.domain()[1].getTime()));
  const all = d3.range(series.at.length);
  const gap = (i) => series.rate[i] !== null;
  const area = d3.area().defined((i) => gap(i) && series.low[i] !== null).x(middle).y0((i) => y(series.low[i])).y1((i) => y(series.high[i]));
  const line = d3.line().defined(gap).x(middle).y((i) => y(series.rate[i]));
  const final = d3.line().defined((i) => gap(i) && series.complete[i]).x(middle).y((i) => y(series.rate[i]));
  const young = all.filter((i) => !series.complete[i] || !series.complete[i + 1]);
  return [
    svg("path", { class: "interval", d: area(all) ?? "" }),
    svg("path", { class: "provisional", d: line(young) ?? "" }),
    svg("path", { class: "final", d: final(all) ?? "" }),
    // A lone point has no line.
    all.filter((i) => gap(i) && series.complete[i] && !(gap(i - 1) && series.complete[i - 1]) && !(gap(i + 1) && series.complete[i + 1])).map((i) => svg("circle", { class: "lone", cx: middle(i), cy: y(series.rate[i]), r: 2 })),
    all.filter((i) => gap(i) && !series.complete[i]).slice(-60).map((i) => svg("circle", { class: "hollow", cx: middle(i), cy: y(series.rate[i]), r: 2.2 })),
  ];
}

function chart(series, overview, range, width) {
  const step = overview.paths.find((path) => path.name === series.path)?.steps.find((each) => each.from === series.from && each.to === series.to);
  const { x, y } = scales(series, range, width);
  const usual = step?.usualRate ?? null;
  const marker = svg("line", { class: "cursor", y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom, visibility: "hidden" });
  const told = el("span", { class: "told quiet" });
  const drawing = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, tabindex: "0", role: "img", "data-key": `chart-${key(series)}`, "aria-label": `Rate of ${series.from} to ${series.to} over time; arrow keys read it` },
    axes(x, y, width), bands(series, overview, x, width),
    usual !== null && usual >= y.domain()[0] ? svg("line", { class: "usual-line", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(usual), y2: y(usual) }) : null,
    lines(series, x, y), marker);
  drawing.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    moveTo(x.invert(((event.clientX - box.left) * width) / box.width).getTime());
  });
  drawing.addEventListener("pointerleave", () => moveTo(null));
  drawing.addEventListener("keydown", (event) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") moveTo(null);
    if (!direction) return;
    event.preventDefault();
    moveTo((cursor ?? series.at.at(-1) ?? range.to) + direction * series.bucket);
  });
  charts.push({ series, x, marker, told });
  return el("figure", { class: `rate-chart${step?.choking ? " choking" : ""}`, "data-step": key(series) },
    el("figcaption", null,
      el("span", null, el("b", null, `${series.from} → ${series.to}`), el("span", { class: "quiet" }, ` ${series.layer}, path ${series.path}${series.brokenDown ? "" : `, not broken down by ${state.dimension}`}`)),
      el("span", { class: "overall" }, step ? percent(step.rate) : ""), told),
    series.at.length ? drawing : el("p", { class: "quiet empty" }, "no cohort in this time"));
}

function moveTo(at) {
  cursor = at;
  for (const { series, x, marker, told } of charts) {
    const [from, to] = x.domain().map((end) => end.getTime());
    const i = at === null || at < from || at > to ? -1 : d3.bisectRight(series.at, at) - 1;
    marker.setAttribute("visibility", at === null || at < from || at > to ? "hidden" : "visible");
    if (at !== null) {
      marker.setAttribute("x1", x(at));
      marker.setAttribute("x2", x(at));
    }
    const known = i >= 0 && at < series.at[i] + series.bucket;
    told.textContent = at === null ? `a point is ${duration(series.bucket)}` : !known ? `${clock(at)}: no cohort`
      : `${clock(series.at[i])}: ${percent(series.rate[i])}${series.low[i] === null ? "" : ` (${bounds(series.low[i], series.high[i])})`} of ${count(series.entrants[i])}${series.complete[i] ? "" : ", not complete"}`;
  }
}

export function showCharts(all, overview) {
  const container = byId("rates");
  const columns = container.clientWidth > 1_500 ? 3 : container.clientWidth > 760 ? 2 : 1;
  const width = Math.max(260, Math.floor((container.clientWidth - (columns - 1) * 28) / columns));
  charts = [];
  replace(container, el("div", { class: "charts" }, all.steps.map((series) => chart(series, overview, all.range, width))));
  moveTo(cursor);
}
