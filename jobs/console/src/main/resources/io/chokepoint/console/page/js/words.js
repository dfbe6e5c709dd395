// Numbers, times and marks in words.
import { state } from "./state.js";

const NARROW = "\u00a0";
const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const FEW = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

export const count = (n) => (n === null || n === undefined ? "–" : Math.abs(n) < 10 && n % 1 !== 0 ? FEW.format(n) : COUNT.format(n));

export function percent(rate) {
  if (rate === null || rate === undefined) return "–";
  const hundred = rate * 100;
  const digits = hundred > 99.9 && hundred < 100 ? 2 : 1;
  return `${hundred.toFixed(digits)}${NARROW}%`;
}

export const bounds = (low, high) =>
  low === null || low === undefined ? "–" : `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}${NARROW}%`;

const UNITS = [["d", 86_400_000], ["h", 3_600_000], ["min", 60_000], ["s", 1_000]];
export function duration(millis) {
  if (millis === null || millis === undefined) return "–";
  if (millis < 1_000) return `${Math.round(millis)}${NARROW}ms`;
  const at = UNITS.findIndex(([, size]) => millis >= size);
  const [unit, size] = UNITS[at];
  const whole = Math.floor(millis / size);
  if (unit === "s") return `${(millis / size).toFixed(millis < 10_000 ? 1 : 0)}${NARROW}s`;
  const [next, nextSize] = UNITS[at + 1];
  const rest = Math.floor((millis - whole * size) / nextSize);
  return rest > 0 && whole < 10 ? `${whole}${NARROW}${unit} ${rest}${NARROW}${next}` : `${whole}${NARROW}${unit}`;
}

const zone = () => (state.tz === "local" ? undefined : "UTC");
export const zoneName = () => (state.tz === "local" ? "local time" : "UTC");

function parts(millis, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone(), hourCycle: "h23", ...options }).format(new Date(millis));
}
export const clock = (millis) => parts(millis, { hour: "2-digit", minute: "2-digit" });
export const day = (millis) => parts(millis, { day: "numeric", month: "short", year: "numeric" });

// A time of another day than the newest has its date.
export function time(millis, newest) {
  if (!millis) return "–";
  return newest !== undefined && day(millis) === day(newest) ? clock(millis) : `${day(millis)}, ${clock(millis)}`;
}

export const layerName = (layer) => (layer ? layer.charAt(0).toUpperCase() + layer.slice(1) : "An unnamed layer");

// Of each mark a sign and a word, so that nothing is told by colour alone.
export const MARKS = {
  lossy: ["✕", "lossy", "fewer convert than usual"],
  stalled: ["‖", "stalled", "none come; late or lost is not known yet"],
  slow: ["◷", "slow", "they convert, but later than usual"],
  silent: ["∅", "silent", "its topic says nothing"],
  impacted: ["↓", "downstream", "gets less because of trouble elsewhere"],
  behind: ["…", "no news", "nothing has been heard of it for long, while others went on"],
  learning: ["≈", "learning", "what is usual is being learnt"],
};
export const markWord = (mark) => (MARKS[mark] ? `${MARKS[mark][0]} ${MARKS[mark][1]}` : "");

const REASONS = { "~no_event": "nothing was heard", "~unspecified": "no reason given", "~not_applicable": "does not apply", "~other": "other reasons" };
export const reasonWord = (reason) => REASONS[reason] ?? reason;
const VALUES = { "~none": "none (no such field)", "~other": "all others" };
export const valueWord = (value) => VALUES[value] ?? value;

// What a trouble costs, in the unit for people where the network names one; large sums by powers of ten.
export function money(trouble, value) {
  if (value === null || value === undefined) return null;
  const amount = value / 10 ** (trouble.value_scale + (trouble.value_unit_digits ?? 0));
  const unit = trouble.value_unit ? NARROW + trouble.value_unit : "";
  if (Math.abs(amount) < 1e6) return (Math.abs(amount) < 10 ? FEW : COUNT).format(amount) + unit;
  const power = Math.floor(Math.log10(Math.abs(amount)));
  const digits = [...String(power)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
  return `${(amount / 10 ** power).toFixed(1)}${NARROW}×${NARROW}10${digits}${unit}`;
}
