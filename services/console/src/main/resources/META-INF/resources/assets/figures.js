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

async function look(path, show, place) {
  try {
    const answer = await fetch(`/v1/insights/programs/${encodeURIComponent(program)}/${path}`, {
      headers: { Authorization: `Bearer ${main.dataset.key}` },
      cache: "no-store",
    });
    const body = await answer.json();
    if (!answer.ok) return say(body.detail ?? `insights answers ${answer.status}`, false);
    const told = JSON.stringify(body);
    if (told !== place.dataset.told) place.replaceChildren(...show(body));
    place.dataset.told = told;
    say(`Live, of program ${program}`, true);
  } catch {
    say("Connection lost, trying again", false);
  }
}

function say(text, live) {
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("live", live);
}

// Shows what is there now, and again whenever it has changed.
export async function follow(path, show, place = main) {
  for (;;) {
    if (!document.hidden) await look(path, show, place);
    await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
  }
}
