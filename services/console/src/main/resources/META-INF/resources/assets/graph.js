// Draws what stands out in a program's graph: rings for a reviewer, the largest cascades, who brought the most people.
import { PICTURE, count, follow, html, money, percent } from "./figures.js";

// Generations and people of the picture: what a window shows and an eye takes in.
const EXTENT = "depth=4&limit=150";

const SHARED = {
  email: ["e-mail address", "e-mail addresses"],
  payment: ["means of payment", "means of payment"],
  device: ["device", "devices"],
  browser: ["browser", "browsers"],
  links: ["pair who followed each other's links", "pairs who followed each other's links"],
  place: ["network on the day of the sign-up", "networks on the day of the sign-up"],
};

const number = (many) => html("td", { class: "number" }, count(many));
const quiet = (text) => html("p", { class: "quiet" }, text);
const some = (many, one, several) => `${count(many)} ${many === 1 ? one : several}`;
const amounts = (list) => list.map((each) => money(each.amount, each.currency)).join(", ");

// Whose tree is drawn: who was chosen, else who began the largest.
let chosen = new URLSearchParams(location.search).get("person");
let largest = null;
const root = () => chosen ?? largest;

const name = (externalId) => {
  const button = html("button", { type: "button", class: "name", title: `The tree below ${externalId}` }, externalId);
  button.addEventListener("click", () => choose(externalId));
  return html("th", { scope: "row" }, button);
};

function choose(externalId) {
  chosen = externalId;
  const address = new URL(location.href);
  address.searchParams.set("person", externalId);
  history.replaceState(null, "", address);
  drawAgain();
  document.getElementById("tree-head").scrollIntoView({ behavior: "smooth" });
}

function table(heads, rows) {
  return html("div", { class: "wide" }, html("table", {},
    html("thead", {}, html("tr", {}, ...heads.map((head) => html("th", { scope: "col" }, head)))),
    html("tbody", {}, ...rows)));
}

function evidence(proof) {
  const [one, several] = SHARED[proof.trait] ?? [proof.trait, proof.trait];
  return html("li", {}, html("b", {}, some(proof.things, one, several)), `, among ${count(proof.people)} of them`);
}

function earned(ring) {
  const parts = [
    ...(ring.revenue.length ? [`orders of ${amounts(ring.revenue)}`] : []),
    ...(ring.rewards.length ? [`rewards of ${amounts(ring.rewards)}`] : []),
  ];
  return parts.length ? `By one another: ${parts.join(", ")}.` : "Nothing was earned by one another.";
}

function person(each) {
  return html("tr", {},
    name(each.externalId),
    number(each.ties),
    html("td", {}, each.ledBy ?? "–"));
}

function ring(each) {
  const first = each.people[0].externalId;
  const pairs = (each.size * (each.size - 1)) / 2;
  return html("section", { class: "card ring", "data-ring": first },
    html("div", { class: "card-head" },
      html("h2", {}, `${first} and ${some(each.size - 1, "other", "others")}`),
      html("p", { class: "quiet number" }, `density ${each.density.toFixed(1)}`)),
    html("p", {}, `${count(each.brought)} came by the link or code of another of them. ${percent(each.ties / pairs, 0)} of all pairs share something`
      + `, everybody with at least ${count(each.leastTies)}${each.around ? `; ${some(each.around, "other person is", "other people are")} tied to somebody of them` : ""}.`),
    html("ul", { class: "facts" }, ...each.evidence.map(evidence)),
    html("p", {}, earned(each)),
    html("details", {}, html("summary", {}, each.truncated ? `The ${count(each.people.length)} most tied of ${count(each.size)} people` : "The people"),
      table(["Person", "Tied to", "Came by"], each.people.map(person))));
}

function rings(body) {
  if (!body.rings.length) return [quiet("No ring is seen: nobody who came by another shares enough with two others.")];
  const more = body.count - body.rings.length;
  return [...body.rings.map(ring), ...(more > 0 ? [quiet(`${some(more, "more ring is", "more rings are")} not listed.`)] : [])];
}

function cascades(body) {
  const trees = body.cascades.filter((tree) => tree.size > 1);
  if (!trees.length) return [quiet("Nobody has brought anybody yet.")];
  largest = trees[0].externalId;
  if (chosen === null) drawAgain();
  return [table(["Begun by", "People", "Structural virality"], trees.map((tree) => html("tr", {},
    name(tree.externalId), number(tree.size), html("td", { class: "number" }, tree.structuralVirality.toFixed(2)))))];
}

function spreaders(body) {
  if (!body.spreaders.length) return [quiet("Nobody has brought anybody yet.")];
  return [
    quiet(`The busiest fifth of ${some(body.advocates, "advocate", "advocates")} brought ${percent(body.shareOfTopFifth, 0)} of all friends.`),
    table(["Person", "Friends", "Everybody below"], body.spreaders.map((each) => html("tr", {},
      name(each.externalId), number(each.friends), number(each.descendants)))),
  ];
}

const frame = document.getElementById("tree");
let shown = null;

// As an image no script of it runs, whatever people are called. Whoever is new comes in the middle of the window, else it stays where it was.
function tree(picture) {
  const { scrollLeft, scrollTop } = frame;
  const address = URL.createObjectURL(new Blob([picture], { type: PICTURE.accept }));
  const image = html("img", { src: address, alt: `The people below ${root()}, generation by generation`, "data-root": root() });
  image.addEventListener("load", () => {
    URL.revokeObjectURL(address);
    if (image.dataset.root === shown) frame.scrollTo(scrollLeft, scrollTop);
    else frame.scrollTo(0, (frame.scrollHeight - frame.clientHeight) / 2);
    shown = image.dataset.root;
  });
  return [image];
}

const drawAgain = follow(
  () => (root() === null ? null : `graph/${encodeURIComponent(root())}?${EXTENT}`),
  tree,
  frame,
  PICTURE,
);
follow("rings?limit=20", rings, document.getElementById("rings"));
follow("cascades", cascades, document.getElementById("cascades"));
follow("spreaders", spreaders, document.getElementById("spreaders"));
