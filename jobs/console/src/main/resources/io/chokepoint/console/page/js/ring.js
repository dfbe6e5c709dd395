// The layers in the order in which demand travels, and between them the share that passes.
import { byId, el, replace, svg, table } from "./dom.js";
import { address } from "./state.js";
import { count, MARKS, markWord, percent } from "./words.js";

const RADIUS_X = 288;
const RADIUS_Y = 245;
const NODE = { x: 66, y: 24 };

let read = null; // the edge that somebody looks at

const towards = (a, b, share) => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) });

// Where the line from a layer's middle towards a point leaves its box.
function leave(a, b) {
  const reach = 1 / Math.max(Math.abs(b.x - a.x) / (NODE.x + 6), Math.abs(b.y - a.y) / (NODE.y + 6), 1e-9);
  return towards(a, b, Math.min(reach, 0.9));
}

function course(a, b, neighbours) {
  const middle = towards(a, b, 0.5);
  // Neighbours bend outwards, along the circle; the others pass through the middle.
  const bend = neighbours ? { x: middle.x * 1.12, y: middle.y * 1.12 } : towards(middle, { x: 0, y: 0 }, 0.45);
  const start = leave(a, bend);
  const end = leave(b, bend);
  const at = { x: (start.x + 2 * bend.x + end.x) / 4, y: (start.y + 2 * bend.y + end.y) / 4 };
  const angle = Math.atan2(end.y - start.y, end.x - start.x);
  return { start, end, bend, at, angle };
}

// The head of an arrow, and where its line ends: as large as the line is wide.
function head(end, bend, width) {
  const angle = Math.atan2(end.y - bend.y, end.x - bend.x);
  const length = 9 + width;
  const half = 5 + 0.65 * width;
  const base = { x: end.x - length * Math.cos(angle), y: end.y - length * Math.sin(angle) };
  const corner = (side) => `${base.x - side * half * Math.sin(angle)} ${base.y + side * half * Math.cos(angle)}`;
  return { base, outline: `M${end.x} ${end.y}L${corner(1)}L${corner(-1)}Z` };
}

// How far a rate is from the usual one, in classes that also differ in width and pattern.
export function strength(edge) {
  if (edge.rate === null || edge.usualRate === null || edge.usualRate === 0) return "untold";
  const ratio = edge.rate / edge.usualRate;
  return ratio >= 0.97 ? "usual" : ratio >= 0.8 ? "less" : "far-less";
}

function sentence(edge) {
  const parts = [`${edge.fromLayer} to ${edge.toLayer}: ${edge.rate === null ? "the rate is not known" : `${percent(edge.rate)} pass`}`];
  parts.push(edge.usualRate === null ? "what is usual is being learnt" : `usually ${percent(edge.usualRate)}`);
  if (edge.flowPerHour !== null) parts.push(`${count(edge.flowPerHour)} an hour`);
  if (MARKS[edge.mark] && edge.mark !== "learning") parts.push(`${MARKS[edge.mark][1]}${edge.at ? ` at ${edge.at}` : ""}: ${MARKS[edge.mark][2]}`);
  if (edge.choking) parts.push("demand stops here");
  if (edge.whatIfPerHour !== null) parts.push(`its usual rate would add ${count(edge.whatIfPerHour)} ${edge.goal} an hour`);
  return parts.join("; ");
}

function look(edge) {
  read = edge ? `${edge.fromLayer}→${edge.toLayer}` : null;
  const panel = byId("ring-read");
  if (!panel) return;
  replace(panel, edge
    ? [el("b", null, `${edge.fromLayer} → ${edge.toLayer}`), el("span", { class: "quiet" }, ` ${edge.path}: ${edge.from} → ${edge.to}`), el("br"), sentence(edge).split(": ").slice(1).join(": "), "."]
    : el("span", { class: "quiet" }, "Point at an arrow, or go to it with the tab key, to read what passes and what its usual rate would add."));
}

function arrow(edge, places, widest) {
  const from = places.get(edge.fromLayer);
  const to = places.get(edge.toLayer);
  const apart = (to.index - from.index + places.size) % places.size;
  const { start, end, bend, at, angle } = course(from, to, apart === 1 || apart === places.size - 1);
  const width = 2 + 9 * (edge.flowPerHour ? Math.log1p(edge.flowPerHour) / Math.log1p(widest) : 0);
  const { base, outline: tip } = head(end, bend, width);
  const outline = `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${base.x} ${base.y}`;
  const across = { x: -Math.sin(angle), y: Math.cos(angle) };
  // Two bars that pinch the line: what chokes is seen without its colour.
  const bar = (along, reach) => {
    const x = at.x + Math.cos(angle) * along;
    const y = at.y + Math.sin(angle) * along;
    return svg("path", { class: "gate", d: `M${x + across.x * reach} ${y + across.y * reach}L${x + across.x * (width / 2 + 2)} ${y + across.y * (width / 2 + 2)}M${x - across.x * reach} ${y - across.y * reach}L${x - across.x * (width / 2 + 2)} ${y - across.y * (width / 2 + 2)}` });
  };
  const label = labelOf(at, apart === 1 || apart === places.size - 1, edge.choking ? 1.9 : 1);
  const word = MARKS[edge.mark] ? MARKS[edge.mark][0] : "";
  return svg("g", {
    class: `arrow ${strength(edge)} mark-${edge.mark}${edge.choking ? " choking" : ""}`,
    tabindex: "0", role: "img", "aria-label": sentence(edge), "data-key": `arrow-${edge.fromLayer}-${edge.toLayer}`,
    on: { pointerenter: () => look(edge), focus: () => look(edge), click: () => look(edge) },
  },
    svg("path", { class: "reach", d: outline }),
    svg("path", { class: "line", d: outline, "stroke-width": width.toFixed(1) }),
    svg("path", { class: "tip", d: tip }),
    edge.choking ? [bar(-6, 21), bar(6, 21)] : null,
    svg("text", { class: "arrow-rate", x: label.x, y: label.y, dy: 5 }, [word, edge.rate === null ? "?" : percent(edge.rate)].filter(Boolean).join(" ")));
}

// Beside a line of the circle on its outer side, and above a line through the middle.
function labelOf(at, neighbours, far) {
  if (!neighbours) return { x: at.x, y: at.y - 18 };
  const outward = Math.hypot(at.x, at.y) || 1;
  return { x: at.x + (at.x / outward) * 46 * far, y: at.y + (at.y / outward) * 26 * far };
}

function node(layer, place) {
  return svg("g", { class: `layer mark-${layer.mark}${layer.choking ? " choking" : ""}`, transform: `translate(${place.x} ${place.y})` },
    svg("rect", { x: -NODE.x, y: -NODE.y, width: 2 * NODE.x, height: 2 * NODE.y, rx: NODE.y }),
    svg("text", { dy: MARKS[layer.mark] || layer.choking ? -1 : 6 }, layer.name.length > 15 ? `${layer.name.slice(0, 14)}…` : layer.name),
    MARKS[layer.mark] ? svg("text", { class: "layer-mark", dy: 15 }, markWord(layer.mark)) : null);
}

export function showRing(overview) {
  const ring = overview.ring;
  byId("ring-section").hidden = !ring;
  if (!ring) return;
  const places = new Map(ring.layers.map((layer, index) => {
    // Half a step from the top: two layers stand side by side there.
    const angle = (2 * Math.PI * (index - 0.5)) / ring.layers.length - Math.PI / 2;
    return [layer.name, { index, x: RADIUS_X * Math.cos(angle), y: RADIUS_Y * Math.sin(angle) }];
  }));
  const widest = Math.max(1, ...ring.edges.map((edge) => edge.flowPerHour ?? 0));
  const drawn = [...ring.edges].sort((a, b) => a.choking - b.choking);
  replace(byId("ring"),
    el("p", { class: "lead" }, ring.index === null ? "Each layer feeds the next. How it turns is known once what is usual has been learnt." : [el("b", { class: "index" }, ring.index.toFixed(2)), " of its usual turning: the product of all rates against what is usual, 1.00 as before."]),
    svg("svg", { class: "wheel", viewBox: "-380 -290 760 580", role: "group", "aria-label": "The ring: an arrow for each edge" },
      drawn.map((edge) => arrow(edge, places, widest)),
      ring.layers.map((layer) => node(layer, places.get(layer.name)))),
    el("p", { id: "ring-read", class: "read" }),
    el("details", { "data-key": "ring-table" }, el("summary", { "data-key": "ring-summary" }, "The ring as a table"),
      table("The ring: index " + (ring.index === null ? "not known yet" : ring.index.toFixed(2)),
        [{ name: "edge" }, { name: "measured by" }, { name: "rate", number: true }, { name: "usual", number: true }, { name: "an hour", number: true }, { name: "usual rate would add", number: true }, { name: "state" }],
        ring.edges.map((edge) => ({ class: edge.choking ? "choking" : null, cells: [`${edge.fromLayer} → ${edge.toLayer}`, `${edge.path}: ${edge.from} → ${edge.to}`, percent(edge.rate), percent(edge.usualRate), count(edge.flowPerHour), edge.whatIfPerHour === null ? "–" : `${count(edge.whatIfPerHour)} ${edge.goal}/h`, edge.episode ? el("a", { href: address({ episode: edge.episode }), "data-episode": edge.episode, "data-key": `ring-${edge.fromLayer}-${edge.toLayer}` }, markWord(edge.mark)) : markWord(edge.mark)] })))));
  look(ring.edges.find((edge) => `${edge.fromLayer}→${edge.toLayer}` === read) ?? ring.edges.find((edge) => edge.choking) ?? null);
}
