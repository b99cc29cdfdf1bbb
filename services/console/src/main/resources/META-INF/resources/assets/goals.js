// Draws a program's key figures against what is wanted of them.
import { count, follow, html, money, percent, program, signed, svg } from "./figures.js";

const WIDTH = 400;
const HEIGHT = 30;
const ROOM = 1.15;
const SHORT = { cac: "CAC", roi: "ROI", ltv: "LTV" };
const STRETCHES = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

const title = (kpi) => {
  const text = kpi.split("_").map((word) => SHORT[word] ?? word).join(" ");
  return text[0].toUpperCase() + text.slice(1);
};

function length(seconds) {
  const [unit, name] = STRETCHES.find(([each]) => seconds >= each) ?? [1, "s"];
  return `${(seconds / unit).toFixed(1)} ${name}`;
}

function value(line, number) {
  if (number == null) return "–";
  switch (line.unit) {
    case "count": return count(number);
    case "minor": return money(number, line.currency);
    case "seconds": return length(number);
    default: return percent(number);
  }
}

const trend = (line) => (line.trend == null ? "–" : signed(percent(line.trend, 0), line.trend));
const name = (line) => title(line.kpi) + (line.currency ? ` (${line.currency})` : "");

// From 0, or from below it if the figure is there.
function bullet(line) {
  const { goal } = line;
  const actual = line.actual ?? 0;
  const low = Math.min(0, actual, goal.target) * ROOM;
  const high = Math.max(actual, goal.target, low === 0 ? 1e-9 : 0) * ROOM;
  const x = (number) => ((number - low) / (high - low)) * WIDTH;
  return svg("svg", { class: "bullet", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "ground", x: 0, y: 4, width: WIDTH, height: HEIGHT - 8 }),
    svg("rect", { class: goal.met ? "good" : "bad", x: x(Math.min(0, actual)), y: 9, width: Math.abs(x(actual) - x(0)), height: HEIGHT - 18 }),
    svg("rect", { class: "target", x: x(goal.target) - 1.5, y: 0, width: 3, height: HEIGHT }));
}

function met(goal) {
  if (goal.met == null) return html("span", { class: "quiet" }, "not known yet");
  return html("span", { class: goal.met ? "ready" : "missing" }, goal.met ? "met" : "missed");
}

function card(line) {
  const wanted = `${line.goal.bound === "at_least" ? "at least" : "at most"} ${value(line, line.goal.target)}`;
  return html("section", { class: "card goal", "data-kpi": line.kpi },
    html("h2", {}, name(line)),
    html("p", { class: "figure" }, html("strong", {}, value(line, line.actual)), " ", met(line.goal)),
    bullet(line),
    html("p", { class: "quiet" }, `wanted: ${wanted} · before: ${value(line, line.previous)} · trend: ${trend(line)}`));
}

function table(lines) {
  return html("div", { class: "wide" }, html("table", {},
    html("thead", {}, html("tr", {}, ...["Figure", "Last 30 days", "Before", "Trend", "What it is"].map((head) => html("th", { scope: "col" }, head)))),
    html("tbody", {}, ...lines.map((line) => html("tr", {},
      html("th", { scope: "row" }, name(line)),
      html("td", { class: "number" }, value(line, line.actual)),
      html("td", { class: "number" }, value(line, line.previous)),
      html("td", { class: "number" }, trend(line)),
      html("td", {}, line.definition))))));
}

function show(body) {
  const wanted = body.kpis.filter((line) => line.goal);
  const others = body.kpis.filter((line) => !line.goal);
  return [
    wanted.length ? html("div", { class: "goals" }, ...wanted.map(card))
      : html("p", { class: "quiet" }, "Nothing is wanted yet. ",
        html("code", {}, `PUT /v1/insights/programs/${program}/kpis/{kpi}/goal`), " sets a goal."),
    html("section", {}, html("h2", {}, wanted.length ? "The other figures" : "The figures"), table(others)),
  ];
}

follow("kpis", show);
