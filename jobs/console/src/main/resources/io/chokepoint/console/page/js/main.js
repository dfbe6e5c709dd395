// Asks for what the address says, is told of news, and shows both.
import { showCharts } from "./charts.js";
import { byId, el, replace } from "./dom.js";
import { showEpisodes } from "./episodes.js";
import { showPaths } from "./funnel.js";
import { showHealth, showSource } from "./health.js";
import { showReplay, startReplay } from "./replay.js";
import { showRing } from "./ring.js";
import { change, onChange, query, state } from "./state.js";
import { showVerdict } from "./verdict.js";
import { time, valueWord, zoneName } from "./words.js";

const CHARTS_EVERY_MILLIS = 800;
const RETRY_MILLIS = 3_000;

let overview = null;
let series = null;
let connected = true;
let stream = null;
let asked = 0; // counts requests, so that a late answer does not replace a newer one
let isAsking = false;
let chartsDue = null;
let chartsAt = 0;

async function get(path) {
  const answer = await fetch(path);
  if (answer.status === 401) location.assign("/login");
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error.message);
  return body;
}

function show() {
  showSource(overview, connected);
  showFilters();
  showVerdict(overview);
  showRing(overview);
  showEpisodes(overview);
  showPaths(overview);
  showHealth(overview);
  showReplay(overview);
  if (series) showCharts(series, overview);
}

function take(next) {
  const isNews = overview === null || next.revision !== overview.revision || next.asOf !== overview.asOf;
  overview = next;
  if (next.source.kind === "RECORDING" && !state.range) {
    // All of it, unless somebody chose: its end may be hours of waiting for the last to convert.
    change({ range: "all" }, { silently: true });
    return;
  }
  show();
  if (isNews) askForCharts();
}

function askForCharts() {
  if (chartsDue) return;
  const wait = Math.max(0, chartsAt + CHARTS_EVERY_MILLIS - Date.now());
  chartsDue = setTimeout(async () => {
    chartsAt = Date.now();
    try {
      series = await get(`/api/v1/series?${query()}`);
      showCharts(series, overview);
      document.body.dataset.charts = String(overview.revision);
    } catch {
      // The next news ask again.
    } finally {
      chartsDue = null;
    }
  }, wait);
}

function say(message) {
  const trouble = byId("trouble");
  trouble.hidden = false;
  trouble.textContent = message;
}

function listen() {
  stream?.close();
  stream = null;
  if (state.asof) {
    ask();
    return;
  }
  const mine = new EventSource(`/api/v1/stream?${query()}`);
  stream = mine;
  mine.addEventListener("overview", (event) => {
    if (stream !== mine) return;
    connected = true;
    take(JSON.parse(event.data));
  });
  mine.addEventListener("refusal", (event) => say(JSON.parse(event.data).error.message));
  mine.addEventListener("error", async () => {
    if (stream !== mine) return;
    connected = false;
    if (overview) showSource(overview, connected);
    if (mine.readyState !== EventSource.CLOSED) return;
    // A refusal ends it for good; the API says why.
    try {
      await get(`/api/v1/overview?${query()}`);
    } catch (refused) {
      say(`${refused.message}`);
    }
    setTimeout(() => stream === mine && listen(), RETRY_MILLIS);
  });
}

async function ask() {
  asked++;
  if (isAsking) return; // Moving a slider asks more often than there are answers.
  isAsking = true;
  let done = 0;
  try {
    while (done !== asked && state.asof) {
      done = asked;
      const next = await get(`/api/v1/overview?${query()}`);
      connected = true;
      take(next);
    }
  } catch (refused) {
    say(refused.message);
  } finally {
    isAsking = false;
  }
}

function showFilters() {
  replace(byId("place"), el("b", null, overview.network ?? ""), overview.newest ? `, event time ${time(overview.asOf ?? overview.newest, Date.now())} ${zoneName()}` : "");
  byId("zone").textContent = state.tz === "local" ? "Show UTC" : "Show local time";
  byId("network-label").hidden = overview.networks.length < 2;
  options(byId("network"), overview.networks.map((name) => [name, name]), overview.network ?? "");
  options(byId("dimension"), [["", "all"], ...overview.dimensions.map((name) => [name, name])], byId("dimension").dataset.chosen ?? state.dimension);
  byId("segment-label").hidden = byId("dimension").value === "";
  byId("unfilter").hidden = !state.segment;
  byId("range").value = state.range || "1h";
  byId("shown").textContent = state.dimension && state.segment ? `${state.dimension}: ${valueWord(state.segment)}; the verdict, the ring and the episodes are of all.` : "";
}

function options(select, wanted, chosen) {
  if (document.activeElement === select && select.options.length === wanted.length) return;
  if ([...select.options].map((option) => option.value).join("\n") !== wanted.map(([value]) => value).join("\n")) {
    replace(select, wanted.map(([value, text]) => el("option", { value }, text)));
  }
  select.value = chosen;
}

async function suggest() {
  const dimension = byId("dimension").value;
  if (!dimension) return;
  const parameters = new URLSearchParams({ dimension, contains: byId("segment").value.slice(0, 256) });
  if (state.range) parameters.set("range", state.range);
  if (state.network) parameters.set("network", state.network);
  try {
    const values = await get(`/api/v1/segments?${parameters}`);
    replace(byId("segments"), values.map((each) => el("option", { value: each.value })));
  } catch (refused) {
    say(refused.message);
  }
}

function startControls() {
  byId("range").addEventListener("change", () => change({ range: byId("range").value }));
  byId("network").addEventListener("change", () => change({ network: byId("network").value, dimension: "", segment: "" }));
  byId("dimension").addEventListener("change", () => {
    const dimension = byId("dimension").value;
    byId("dimension").dataset.chosen = dimension;
    byId("segment").value = "";
    byId("segment-label").hidden = dimension === "";
    if (dimension) {
      byId("segment").focus();
      suggest();
    }
    if (state.segment) change({ dimension: "", segment: "" });
  });
  byId("segment").addEventListener("focus", suggest);
  byId("segment").addEventListener("input", suggest);
  byId("segment").addEventListener("change", () => {
    const segment = byId("segment").value;
    change(segment ? { dimension: byId("dimension").value, segment } : { dimension: "", segment: "" });
  });
  byId("unfilter").addEventListener("click", () => {
    delete byId("dimension").dataset.chosen;
    byId("segment").value = "";
    change({ dimension: "", segment: "" });
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("zone").addEventListener("click", () => change({ tz: state.tz === "local" ? "utc" : "local" }));
  byId("theme").addEventListener("click", () => change({ theme: isDark() ? "light" : "dark" }));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-episode]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ episode: link.dataset.episode });
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width && series && overview) showCharts(series, overview);
    width = window.innerWidth;
  });
}

const isDark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

function showTheme() {
  document.documentElement.dataset.theme = state.theme;
  byId("theme").textContent = isDark() ? "Light" : "Dark";
}

const ASKED_ANEW = ["network", "dimension", "segment", "range", "asof"];

onChange((changes) => {
  showTheme();
  if (ASKED_ANEW.some((key) => key in changes)) {
    if (state.segment) byId("segment").value = state.segment;
    if (state.asof && stream === null) {
      ask();
      askForCharts();
    } else {
      listen();
      askForCharts();
    }
  }
  if (overview) show();
});

showTheme();
if (state.dimension) byId("segment").value = state.segment;
startControls();
startReplay();
listen();
