// Any moment of what is remembered, and fast motion through it.
import { byId } from "./dom.js";
import { change, state } from "./state.js";
import { time, zoneName } from "./words.js";

const TICK_MILLIS = 250;

let newest = 0;
let oldest = 0;
let timer = null;
let at = null; // what the slider says while it moves

const shown = () => (at !== null ? at : state.asof ? Date.parse(state.asof) : newest);

function go(millis) {
  at = null;
  change({ asof: millis >= newest ? "" : new Date(Math.round(millis)).toISOString() }, { silently: true });
}

function pause() {
  clearInterval(timer);
  timer = null;
  tell();
}

function play() {
  if (shown() >= newest) go(oldest + (newest - oldest) * 0.02);
  timer = setInterval(() => {
    const next = shown() + Number(byId("speed").value) * TICK_MILLIS;
    go(next);
    if (next >= newest) pause();
  }, TICK_MILLIS);
  tell();
}

function tell() {
  const past = state.asof !== "" || at !== null;
  byId("play").textContent = timer ? "Pause" : "Play";
  byId("play").setAttribute("aria-pressed", String(timer !== null));
  byId("now").hidden = !past;
  const slider = byId("asof");
  slider.min = oldest;
  slider.max = Math.max(newest, oldest + 1);
  slider.step = 60_000;
  slider.value = shown();
  const text = newest ? `${past ? "as of" : "now:"} ${time(shown(), Date.now())} ${zoneName()}` : "";
  slider.setAttribute("aria-valuetext", text);
  byId("asof-text").textContent = text;
  document.body.classList.toggle("past", past);
}

export function showReplay(overview) {
  oldest = overview.oldest ?? 0;
  newest = overview.newest ?? 0;
  byId("time").hidden = newest === 0;
  tell();
}

export function startReplay() {
  byId("play").addEventListener("click", () => (timer ? pause() : play()));
  byId("now").addEventListener("click", () => { pause(); go(newest); });
  byId("asof").addEventListener("input", () => { clearInterval(timer); timer = null; at = Number(byId("asof").value); tell(); });
  byId("asof").addEventListener("change", () => go(Number(byId("asof").value)));
}
