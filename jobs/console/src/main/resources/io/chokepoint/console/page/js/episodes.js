// Troubles that last, and those that are over; each has an address of its own.
import { byId, el, replace, table } from "./dom.js";
import { address, state } from "./state.js";
import { bounds, count, duration, markWord, money, percent, reasonWord, time, valueWord, zoneName } from "./words.js";

let shownId = null; // the one that was scrolled to

function segments(alert) {
  if (!alert.segments.length) return "all segments";
  return alert.segments.map((segment) =>
    `${segment.dimension} ${segment.values.map(valueWord).join(", ")}${segment.count > segment.values.length ? ` and ${segment.count - segment.values.length} more` : ""}${segment.lost_share === null ? "" : ` (${percent(segment.lost_share)} of the loss)`}`).join("; ");
}

const figure = (name, value) => value && el("div", null, el("dt", null, name), el("dd", null, value));

function details(episode, newest) {
  const alert = episode.alert;
  return el("div", { class: "episode-more" },
    el("dl", { class: "figures" },
      figure("since", `${time(alert.onset, newest)} ${zoneName()}`),
      figure("found", time(alert.opened_at, newest)),
      figure("over", alert.resolved_at ? time(alert.resolved_at, newest) : "not yet"),
      figure("converts", alert.rate === null ? "not known" : `${percent(alert.rate)} (${bounds(alert.rate_low, alert.rate_high)}), usually ${percent(alert.baseline_rate)}`),
      figure("lost", alert.kind === "silent" ? "not known" : `${count(alert.lost)} ${alert.goal} (${count(alert.lost_low)}–${count(alert.lost_high)}), ${count(alert.lost_per_hour)} an hour`),
      figure("worth", money(alert, alert.lost_value)),
      figure("segment", segments(alert)),
      figure("late or lost, known by", alert.decided_by ? time(alert.decided_by, newest) : null),
      figure("because of", alert.cause_topic ? `topic ${alert.cause_topic}` : alert.cause_stage ? `${alert.cause_layer}, ${alert.cause_path}: ${alert.cause_stage}` : null),
      figure("downstream", alert.downstream.join(", ")),
      figure("topic", alert.topic)),
    alert.reasons.length ? table("Reasons that have become more frequent",
      [{ name: "reason" }, { name: "dropped", number: true }, { name: "of the entrants", number: true }, { name: "usually", number: true }],
      alert.reasons.map((reason) => ({ cells: [reasonWord(reason.reason), count(reason.count), percent(reason.share), percent(reason.baseline_share)] }))) : null,
    alert.exemplars.length ? el("p", null, "Journeys to look at: ", alert.exemplars.map((key, i) => [i ? ", " : "", el("code", null, key)])) : null,
    table("How it was told",
      [{ name: "when" }, { name: "version", number: true }, { name: "state" }, { name: "kind" }, { name: "severity" }, { name: "lost", number: true }],
      episode.versions.map((version) => ({ cells: [time(version.at, newest), String(version.version), version.state + (version.correction ? " (corrected)" : ""), version.role === "impacted" ? `${version.kind}, downstream` : version.kind, version.severity, count(version.lost)] }))),
    el("p", { class: "quiet" }, el("a", { href: address({ episode: episode.id }), "data-episode": episode.id, "data-key": `link-${episode.id}` }, "Link to this episode"), " ", el("code", null, episode.id)));
}

function card(episode, newest) {
  const alert = episode.alert;
  const chosen = state.episode === episode.id;
  const kind = alert.role === "impacted" ? "impacted" : alert.kind;
  const end = alert.resolved_at ?? newest;
  return el("article", { class: `episode mark-${kind}${episode.open ? " open" : ""}${chosen ? " chosen" : ""}`, "data-id": episode.id, "aria-label": `Episode: ${alert.layer || alert.to}` },
    el("p", { class: "episode-head" },
      el("span", { class: "flag" }, markWord(kind)), " ",
      el("b", null, alert.layer || alert.to), alert.kind === "silent" && alert.topic ? `: ${alert.topic}` : `, ${alert.from} → ${alert.to}`),
    el("p", { class: "quiet" }, `${episode.open ? "since" : ""} ${time(alert.onset, newest)}${episode.open ? "" : `–${time(alert.resolved_at, newest)}`}, ${duration(end - alert.onset)} · ${alert.severity}${alert.kind === "silent" ? "" : ` · ${count(alert.lost)} lost`}${episode.open ? "" : " · over"}`),
    el("details", { "data-key": `episode-${episode.id}`, open: chosen },
      el("summary", { "data-key": `summary-${episode.id}` }, alert.sentence || "More"),
      details(episode, newest)));
}

export function showEpisodes(overview) {
  const newest = overview.asOf ?? overview.newest;
  const open = overview.episodes.filter((episode) => episode.open);
  const past = overview.episodes.filter((episode) => !episode.open);
  const missing = state.episode && !overview.episodes.some((episode) => episode.id === state.episode);
  replace(byId("episodes"),
    missing ? el("p", { class: "quiet" }, "The episode of this link is not remembered any more, or not known yet at this time.") : null,
    open.length ? open.map((episode) => card(episode, newest)) : el("p", { class: "lead" }, overview.verdict && overview.verdict.state !== "learning" ? "No trouble at present." : "None is known; what is usual has to be learnt first."),
    past.length ? el("details", { "data-key": "past", open: past.some((episode) => episode.id === state.episode) || past.length < 3 },
      el("summary", { "data-key": "past-summary" }, `${past.length} that ${past.length === 1 ? "is" : "are"} over`), past.map((episode) => card(episode, newest))) : null);
  if (state.episode !== shownId) {
    shownId = state.episode;
    const chosen = byId("episodes").querySelector(".chosen");
    if (chosen) {
      chosen.querySelector("details").open = true;
      const past = chosen.closest("details");
      if (past) past.open = true;
      chosen.scrollIntoView({ block: "nearest" });
      chosen.querySelector("summary").focus({ preventScroll: true });
    }
  }
}
