// Step 6: when do 1,000 clients come back to a server that was away, with a fixed delay and with
// jitter? It draws what it measures: cd docs/step6-reconnect && node crowd.js > arrivals.svg
// A picture of its own it draws again, in Italian: node crowd.js arrivals.svg > arrivals.it.svg
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const lesson = require("../lesson");
const WebSocket = require("ws");

const CLIENTS = Number(process.env.CLIENTS ?? 1_000);
const AWAY = Number(process.env.AWAY ?? 5_000); // milliseconds without a server
const BIN = 250; // milliseconds that a bar stands for
const SERVER = path.join(__dirname, "../step2-server/server.js");

async function start(port) {
  const server = spawn(process.execPath, [SERVER],
    { env: { ...process.env, PORT: port }, stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => server.kill());
  const [line] = await once(server.stdout, "data");
  server.stdout.resume(); // nobody reads what else it prints
  return { server, port: /\d+$/.exec(String(line).trim())[0] };
}

/** Returns how many milliseconds after the loss of the server each client was back. */
async function measure(choice) {
  process.env.BACKOFF = choice;
  const { server, port } = await start(0);
  const arrivals = [];
  let lost;
  let opened = () => {};
  let over = false;

  function connect(attempt) {
    const socket = new WebSocket("ws://localhost:" + port);
    socket.on("open", () => {
      attempt = 0;
      opened();
    });
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => {
      if (!over) setTimeout(connect, lesson.backoff(3_000, attempt), attempt + 1);
    });
  }

  function everybody() {
    let missing = CLIENTS;
    return new Promise(resolve => {
      opened = () => {
        if (lost) arrivals.push(performance.now() - lost);
        if (--missing === 0) resolve();
      };
    });
  }

  const present = everybody();
  for (let i = 0; i < CLIENTS; i++) connect(0);
  await present;

  const back = everybody();
  lost = performance.now();
  server.kill("SIGKILL");
  await once(server, "exit");
  await sleep(AWAY);
  const again = await start(port);
  await back;

  over = true;
  again.server.kill();
  return arrivals;
}

/** Returns how many clients came back in each bin, from the loss of the server on. */
function bins(arrivals) {
  const counts = Array(Math.ceil(Math.max(...arrivals) / 5_000) * 5_000 / BIN).fill(0);
  for (const ms of arrivals) counts[Math.floor(ms / BIN)] += 1;
  return counts;
}

const WORDS = {
  en: {
    title: n => `${n} clients come back to a server that was down`,
    fixed: "Fixed wait of 3 s", jitter: "Random wait (jitter)",
    most: n => `at most ${n} clients in a quarter of a second`,
    away: "no server", across: "seconds since the server went down", up: "clients",
  },
  it: {
    title: n => `${n} client tornano da un server che era caduto`,
    fixed: "Attesa fissa di 3 s", jitter: "Attesa casuale (jitter)",
    most: n => `al massimo ${n} client in un quarto di secondo`,
    away: "nessun server", across: "secondi da quando il server è caduto", up: "client",
  },
};

/** The picture; what it shows stands in it as figures, too, so that it can be drawn again. */
function draw(figures, lang) {
  const { away, ...runs } = figures;
  const words = WORDS[lang];
  const number = n => n.toLocaleString(lang, { useGrouping: "always" });
  const width = 920;
  const height = 435;
  const tallest = 120;
  const seconds = Math.max(...Object.values(runs).map(counts => counts.length)) * BIN / 1000;
  const x = ms => Math.round(60 + ms * (width - 80) / seconds / 1000);
  const highest = Math.max(...Object.values(runs).flat());
  const digit = 10 ** Math.floor(Math.log10(highest));
  const top = Math.ceil(highest / digit) * digit;
  const name = choice => `${words[choice]}: ${words.most(number(Math.max(...runs[choice])))}`;

  const panels = Object.entries(runs).map(([choice, counts], index) => {
    const floor = 170 + index * 215;
    const bars = counts.flatMap((count, i) => {
      const tall = Math.ceil(count * tallest / top);
      return count === 0 ? [] : `<rect class="bar" x="${x(i * BIN)}" y="${floor - tall}"`
        + ` width="${x((i + 1) * BIN) - x(i * BIN) - 1}" height="${tall}">`
        + `<title>${count}</title></rect>`;
    });
    const ticks = Array.from({ length: seconds / 5 + 1 }, (_, i) =>
      `<text x="${x(i * 5_000)}" y="${floor + 18}">${i * 5}</text>`);
    return [
      `<g class="run ${choice}">`,
      `<rect class="away" x="${x(0)}" y="${floor - tallest}" width="${x(away) - x(0)}"`
        + ` height="${tallest}"/>`,
      `<text x="${(x(0) + x(away)) / 2}" y="${floor - 55}">${words.away}</text>`,
      `<text class="name" x="${x(0)}" y="${floor - tallest - 20}">${name(choice)}</text>`,
      ...bars,
      `<path d="M${x(0)} ${floor - tallest} V${floor} H${width - 20}"/>`,
      ...ticks,
      `<text x="${(x(0) + width - 20) / 2}" y="${floor + 40}">${words.across}</text>`,
      `<text class="count" x="${x(0) - 6}" y="${floor - tallest + 5}">${number(top)}</text>`,
      `<text class="count" x="${x(0) - 6}" y="${floor + 5}">0</text>`,
      `<text transform="translate(18 ${floor - tallest / 2}) rotate(-90)">${words.up}</text>`,
      "</g>",
    ].join("\n  ");
  });

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"
  lang="${lang}" aria-labelledby="t d">
  <title id="t">${words.title(number(runs.fixed.reduce((sum, count) => sum + count)))}</title>
  <desc id="d">${name("fixed")}. ${name("jitter")}.</desc>
  <metadata>${JSON.stringify(figures)}</metadata>
  <style>
    text { font: 14px system-ui, "Segoe UI", sans-serif; fill: #14181f; text-anchor: middle; }
    .name { text-anchor: start; font-weight: 700; }
    .count { text-anchor: end; }
    .paper { fill: #ffffff; }
    .bar { fill: #0b4fc0; }
    .away { fill: #fdf0d5; }
    path { fill: none; stroke: #48515e; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f3f7; }
      .paper { fill: #0f1319; }
      .bar { fill: #8fbcff; }
      .away { fill: #3b2a08; }
      path { stroke: #b6c0cd; }
    }
  </style>
  <rect class="paper" width="${width}" height="${height}"/>
  ${panels.join("\n  ")}
</svg>
`;
}

async function main() {
  const [picture, lang = picture ? "it" : "en"] = process.argv.slice(2);
  const figures = picture
    ? JSON.parse(/<metadata>(.*)<\/metadata>/.exec(fs.readFileSync(picture, "utf8"))[1])
    : { away: AWAY, fixed: bins(await measure("fixed")), jitter: bins(await measure("jitter")) };
  process.stdout.write(draw(figures, lang), () => process.exit());
}

main();
