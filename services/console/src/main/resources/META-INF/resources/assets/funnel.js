// Draws the live funnel of the start page from the stream of insights. Local runs only: the key below is on the page already.
// EventSource cannot send an Authorization header, so the stream is read by fetch.
"use strict";

(() => {
  const section = document.getElementById("funnel");
  const picture = document.getElementById("funnel-picture");
  const state = document.getElementById("funnel-state");
  const program = section.dataset.program;
  const stream = `/v1/insights/programs/${program}/stream`;
  const kept = `grapevine.funnel.${program}`;

  const STEPS = ["shares", "clicks", "signups", "purchases", "rewards"];
  const FIRST_PAUSE_MS = 1000;
  const LONGEST_PAUSE_MS = 15000;
  // Two heartbeats of the stream missed: whatever the connection says, it is dead.
  const SILENCE_MS = 35000;
  const GLIDE_MS = 700;

  const narrow = matchMedia("(max-width: 44rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const count = new Intl.NumberFormat("en");

  // ---- figures

  const money = ({ amount, currency }) => {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
  };
  const all = (amounts) => amounts.filter((each) => each.amount !== 0).map(money).join(" + ");
  const share = (part, whole) =>
    whole === 0 ? "" : `${(100 * part / whole).toFixed(part < whole / 10 ? 1 : 0)} %`;

  // What reached the last step: everything a rule did not refuse.
  const given = (funnel) => funnel.rewards.filter((each) => each.status !== "refused").reduce((sum, each) => sum + each.count, 0);

  const figures = (funnel) => ({
    shares: funnel.shares,
    clicks: funnel.clicks.human,
    signups: funnel.signups.customers,
    purchases: funnel.purchases.orders,
    rewards: given(funnel),
  });

  const notes = (funnel) => ({
    shares: "by advocates",
    clicks: `by people\n${count.format(funnel.clicks.raw)} raw, bots included`,
    signups: `customers\n${count.format(funnel.signups.attributed)} brought by an advocate`,
    purchases: [all(funnel.purchases.gross) || "orders", all(funnel.purchases.refunded)]
      .filter(Boolean).map((text, i) => i === 0 ? text : `${text} refunded`).join("\n"),
    rewards: funnel.rewards.filter((each) => each.status !== "refused")
      .map((each) => `${all(each.amount) || count.format(each.count)} ${each.status.replaceAll("_", " ")}`).join("\n") || "to advocates",
  });

  const rates = (funnel, at) => ({
    clicks: at.shares === 0 ? "" : `${(at.clicks / at.shares).toFixed(1)} per share`,
    signups: share(at.signups, at.clicks),
    purchases: share(at.purchases, at.signups),
    rewards: share(at.rewards, at.purchases),
  });

  function show(funnel) {
    const at = figures(funnel);
    for (const [name, note] of Object.entries(notes(funnel))) write(`[data-note=${name}]`, note);
    for (const [name, rate] of Object.entries(rates(funnel, at))) write(`[data-rate=${name}]`, rate);
    for (const name of STEPS) write(`[data-figure=${name}]`, count.format(at[name]));
    document.getElementById("funnel-hint").hidden = STEPS.some((name) => at[name] > 0);
    const human = STEPS.map((name) => at[name]);
    const raw = [...human];
    raw[1] = funnel.clicks.raw;
    glide([...human, ...raw]);
  }

  function write(selector, text) {
    const element = section.querySelector(selector);
    if (element.textContent !== text) element.textContent = text;
  }

  // ---- the picture: a stream whose width is the count, two of them for clicks; along the page, or down it on a phone

  let drawn = new Array(2 * STEPS.length).fill(0);
  let frame = 0;

  function glide(target) {
    cancelAnimationFrame(frame);
    const from = drawn;
    const startedAt = performance.now();
    const step = (now) => {
      const t = still.matches ? 1 : Math.min(1, (now - startedAt) / GLIDE_MS);
      const eased = 1 - (1 - t) ** 3;
      drawn = target.map((value, i) => from[i] + (value - from[i]) * eased);
      draw();
      if (t < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  }

  function draw() {
    const down = narrow.matches;
    const length = 500;
    const width = 200;
    picture.setAttribute("viewBox", down ? `0 0 ${width} ${length}` : `0 0 ${length} ${width}`);
    const vine = document.getElementById("vine");
    vine.setAttribute("x2", down ? 0 : 1);
    vine.setAttribute("y2", down ? 1 : 0);
    const largest = Math.max(1, ...drawn);
    const half = (value) => Math.max(value > 0 ? 1.5 : 0.5, value / largest * (width / 2 - 6));
    picture.querySelector(".human").setAttribute("d", outline(drawn.slice(0, STEPS.length).map(half), length, width, down));
    picture.querySelector(".raw").setAttribute("d", outline(drawn.slice(STEPS.length).map(half), length, width, down));
  }

  // Level over the middle of each step, a smooth change between two.
  function outline(halves, length, width, down) {
    const cell = length / halves.length;
    const point = (along, across) => down ? `${across} ${along}` : `${along} ${across}`;
    const edge = (sign, order) => {
      let path = "";
      let before = null;
      for (const i of order) {
        const across = width / 2 + sign * halves[i];
        const [enter, leave] = sign < 0 ? [i + 0.2, i + 0.8] : [i + 0.8, i + 0.2];
        const first = i === order[0] ? (sign < 0 ? 0 : length) : enter * cell;
        const last = i === order.at(-1) ? (sign < 0 ? length : 0) : leave * cell;
        if (before) {
          const middle = (before.along + first) / 2;
          path += `C${point(middle, before.across)} ${point(middle, across)} ${point(first, across)}`;
        } else path += `L${point(first, across)}`;
        path += `L${point(last, across)}`;
        before = { along: last, across };
      }
      return path;
    };
    const there = halves.map((_, i) => i);
    return `M${point(0, width / 2)}${edge(-1, there)}${edge(1, there.toReversed())}Z`;
  }

  // ---- the stream

  const clock = (at) => new Date(at).toLocaleTimeString("en-GB");
  let latest = null;

  function say(text, live) {
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle("live", live);
  }

  function lost() {
    say(latest ? `Connection lost; last figures of ${clock(latest.at)}, trying again` : "No figures yet, trying again", false);
  }

  function remember(funnel) {
    latest = { at: Date.now(), funnel };
    try {
      sessionStorage.setItem(kept, JSON.stringify(latest));
    } catch {
      // A browser that keeps nothing loses the last figures with the page, no more.
    }
  }

  function recall() {
    try {
      latest = JSON.parse(sessionStorage.getItem(kept));
      if (latest) show(latest.funnel);
    } catch {
      latest = null;
    }
  }

  function take(block) {
    const lines = block.split("\n");
    if (!lines.includes("event:funnel") && !lines.includes("event: funnel")) return;
    const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
    const funnel = JSON.parse(data);
    remember(funnel);
    show(funnel);
  }

  // True if the server ended a stream that worked, as it does after ten minutes: then nothing is lost.
  async function listen(onFigures) {
    let worked = false;
    const gone = new AbortController();
    let silence = setTimeout(() => gone.abort(), SILENCE_MS);
    try {
      const answer = await fetch(stream, {
        headers: { Authorization: `Bearer ${section.dataset.key}`, Accept: "text/event-stream" },
        cache: "no-store",
        signal: gone.signal,
      });
      if (!answer.ok) return false;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return worked;
        clearTimeout(silence);
        silence = setTimeout(() => gone.abort(), SILENCE_MS);
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        for (const block of blocks) take(block);
        worked = true;
        onFigures();
      }
    } catch {
      return false; // refused, broken off or silent: all the same from here
    } finally {
      clearTimeout(silence);
    }
  }

  async function follow() {
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      const ended = await listen(() => {
        pause = FIRST_PAUSE_MS;
        say("Live", true);
      });
      if (!ended) lost();
      await new Promise((wake) => setTimeout(wake, pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  narrow.addEventListener("change", draw);
  draw();
  recall();
  follow();
})();
