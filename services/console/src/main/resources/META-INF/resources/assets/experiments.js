// Draws what became of a program's experiments.
import { count, day, follow, html, money, percent, program, signed, small, svg } from "./figures.js";

const WIDTH = 300;
const HEIGHT = 26;
const MARGIN = 4;
const ENDS = { better: "good", keep_control: "good", no_difference: "plain", sample_ratio_mismatch: "bad" };

const words = (word) => word.replaceAll("_", " ");
const points = (difference) => signed((100 * difference).toFixed(1), difference);

// All of one experiment on one scale, so that bars can be compared by eye.
function plot(arm, control, most) {
  if (!arm.interval) return html("span", { class: "quiet" }, "–");
  const x = (rate) => MARGIN + (rate / most) * (WIDTH - 2 * MARGIN);
  const picture = svg("svg", {
    class: "interval", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
    "aria-label": `${percent(arm.rate)}, between ${percent(arm.interval.low)} and ${percent(arm.interval.high)}`,
  });
  picture.append(svg("line", { class: "axis", x1: MARGIN, x2: WIDTH - MARGIN, y1: HEIGHT / 2, y2: HEIGHT / 2 }));
  if (control?.rate != null)
    picture.append(svg("line", { class: "control", x1: x(control.rate), x2: x(control.rate), y1: 1, y2: HEIGHT - 1 }));
  picture.append(svg("rect", {
    class: arm.role, x: x(arm.interval.low), width: Math.max(2, x(arm.interval.high) - x(arm.interval.low)), y: HEIGHT / 2 - 5, height: 10, rx: 3,
  }));
  picture.append(svg("circle", { cx: x(arm.rate), cy: HEIGHT / 2, r: 4 }));
  return picture;
}

function row(arm, experiment, control, most) {
  return html("tr", {},
    html("th", { scope: "row" }, arm.variant, arm.role === "treatment" ? "" : html("span", { class: "role" }, arm.role)),
    html("td", { class: "number" }, percent(arm.share, 0)),
    ...(experiment.metric === "share_to_signup" ? [] : [html("td", { class: "number" }, count(arm.advocates))]),
    html("td", { class: "number" }, count(arm.exposures)),
    html("td", { class: "number" }, count(arm.conversions)),
    html("td", { class: "number" }, arm.rate == null ? "–" : percent(arm.rate)),
    html("td", { class: "plot" }, plot(arm, control, most)),
    html("td", { class: "number" }, arm.probabilityBest == null ? "–" : percent(arm.probabilityBest, 0)),
    html("td", {}, arm.money.map((each) => `${money(each.revenueMinor, each.currency)} for ${money(each.costMinor, each.currency)}`).join(", ") || "–"));
}

function table(experiment) {
  const most = Math.max(0.001, ...experiment.arms.map((arm) => arm.interval?.high ?? 0));
  const control = experiment.arms.find((arm) => arm.role === "control");
  const head = ["Variant", "Share", ...(experiment.metric === "share_to_signup" ? [] : ["Advocates"]),
    experiment.exposuresAre[0].toUpperCase() + experiment.exposuresAre.slice(1), "Converted", "Rate", most > 0.001 ? `0 to ${percent(most)}` : "Interval", "Best", "Revenue for rewards"];
  return html("div", { class: "wide" }, html("table", {},
    html("thead", {}, html("tr", {}, ...head.map((title) => html("th", { scope: "col" }, title)))),
    html("tbody", {}, ...experiment.arms.map((arm) => row(arm, experiment, control, most)))));
}

const against = (each) =>
  html("li", {}, html("b", {}, each.arm), ` against ${each.against}: ${points(each.difference)} points `
    + `(${points(each.confidence.low)} to ${points(each.confidence.high)}); p ${small(each.pAdjusted)} for a single look, ${small(each.alwaysValidP)} however often`);

function fine(experiment) {
  const ratio = experiment.sampleRatio;
  return [
    `alpha ${experiment.alpha}`, `tau ${experiment.tau}`, `at least ${count(experiment.minimumSample)} in each arm`,
    ratio ? `sample ratio p ${small(ratio.pValue)}` : null,
    experiment.designEffect > 1 ? `design effect ${experiment.designEffect.toFixed(1)}` : null,
    experiment.crossed > 0 ? `${count(experiment.crossed)} shared more than one variant` : null,
    experiment.autoStop ? "stops by itself" : null,
  ].filter(Boolean).join(" · ");
}

function ran(experiment) {
  if (experiment.state === "draft") return "draft";
  const from = `since ${day(experiment.startedAt)}`;
  return experiment.state === "running" ? `running ${from}`
    : `stopped ${day(experiment.stoppedAt)} by ${experiment.stoppedBy === "rule" ? "its rule" : "a person"}`;
}

function card(experiment) {
  const advice = experiment.recommendation;
  const compared = [...experiment.comparisons, experiment.againstHoldout].filter(Boolean);
  return html("section", { class: "card", "data-experiment": experiment.key },
    html("div", { class: "card-head" }, html("h2", {}, experiment.name ?? experiment.key),
      html("p", { class: "quiet" }, `${words(experiment.kind)} · ${words(experiment.metric)} · ${ran(experiment)}`)),
    html("p", { class: `advice ${ENDS[advice.verdict] ?? "plain"}` }, advice.sentence),
    table(experiment),
    compared.length ? html("ul", { class: "compared" }, ...compared.map(against)) : null,
    html("p", { class: "quiet" }, fine(experiment)));
}

const nothing = () => html("p", { class: "quiet" }, "Nothing is tried yet. ", html("code", {}, "PUT /v1/experiments/{key}"),
  " defines an experiment, ", html("code", {}, "POST …/start"), ` starts it; shares of program ${program} then say their variant.`);

follow("experiments", (body) => (body.experiments.length ? body.experiments.map(card) : [nothing()]));
