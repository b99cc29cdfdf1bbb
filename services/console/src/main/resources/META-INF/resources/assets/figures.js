// What the pages of figures share. Local runs only: the key is on the page already. Text from elsewhere is only ever text.
const LOOK_AGAIN_MS = 5000;

const main = document.getElementById("figures");
const state = document.getElementById("state");
export const program = new URLSearchParams(location.search).get("program") ?? main.dataset.program;

const SVG = "http://www.w3.org/2000/svg";
const make = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
};
export const html = (tag, attributes = {}, ...children) => make(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => make(document.createElementNS(SVG, tag), attributes, children);

const counts = new Intl.NumberFormat("en");
export const count = (number) => counts.format(number);
export const percent = (rate, digits = 1) => `${(100 * rate).toFixed(digits)} %`;
export const signed = (text, number) => (number > 0 ? `+${text}` : text.replace("-", "−"));
export const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

// Minor units, as the currency divides them.
export const money = (minor, currency) => {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
};

// Two digits that say something, and no exponent.
export const small = (number) => (number < 0.0001 ? "< 0.0001" : String(Number(number.toPrecision(2))));

// How an answer is asked for and read. A picture stays text until it is an image: nothing in it may run here.
const FIGURES = { accept: "application/json", read: JSON.parse };
export const PICTURE = { accept: "image/svg+xml", read: (text) => text };

const told = new WeakMap();

async function look(path, show, place, form) {
  try {
    const answer = await fetch(`/v1/insights/programs/${encodeURIComponent(program)}/${path}`, {
      headers: { Authorization: `Bearer ${main.dataset.key}`, Accept: `${form.accept}, application/problem+json` },
      cache: "no-store",
    });
    const text = await answer.text();
    if (!answer.ok) return refused(place, answer.status, JSON.parse(text).detail ?? `insights answers ${answer.status}`);
    if (text !== told.get(place)) place.replaceChildren(...show(form.read(text)));
    told.set(place, text);
    say(`Live, of program ${program}`, true);
  } catch {
    say("Connection lost, trying again", false);
  }
}

// What is asked for is not there, or is not to be had now: then what was seen last stays.
function refused(place, status, detail) {
  say(detail, false);
  if (status !== 404) return;
  place.replaceChildren(html("p", { class: "quiet" }, detail));
  told.delete(place);
}

function say(text, live) {
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("live", live);
}

// Shows what is there now, and again whenever it has changed. What to ask for may change too: a function says it, null while there is
// nothing; whoever calls what this answers need not wait for the next look.
export function follow(path, show, place = main, form = FIGURES) {
  const current = typeof path === "function" ? path : () => path;
  let wake = () => {};
  (async () => {
    for (;;) {
      const asked = current();
      if (asked !== null && !document.hidden) await look(asked, show, place, form);
      if (asked === current()) await new Promise((woken) => setTimeout((wake = woken), LOOK_AGAIN_MS));
    }
  })();
  return () => wake();
}
