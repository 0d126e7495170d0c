// Step 6: when do 1,000 clients come back to a server that was away, with a fixed delay and with
// jitter? It draws what it measures: cd docs/step6-reconnect && node crowd.js > arrivals.svg
const { spawn } = require("node:child_process");
const { once } = require("node:events");
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

function draw(runs) {
  const width = 900;
  const panel = 190;
  const longest = Math.max(...Object.values(runs).flat());
  const seconds = Math.ceil(longest / 5_000) * 5;
  const x = ms => Math.round(40 + ms * (width - 60) / seconds / 1000);

  const counts = Object.entries(runs).map(([choice, arrivals]) => {
    const bars = Array(seconds * 1000 / BIN).fill(0);
    for (const ms of arrivals) bars[Math.floor(ms / BIN)] += 1;
    return { choice, bars, most: Math.max(...bars) };
  });
  const highest = Math.max(...counts.map(({ most }) => most));

  const panels = counts.map(({ choice, bars, most }, index) => {
    const floor = (index + 1) * panel;
    const shapes = bars.flatMap((count, i) => {
      const height = Math.ceil(count * (panel - 70) / highest);
      return count === 0 ? [] : `<rect class="bar" x="${x(i * BIN)}" y="${floor - height}"`
        + ` width="${x((i + 1) * BIN) - x(i * BIN) - 1}" height="${height}">`
        + `<title>${count}</title></rect>`;
    });
    const ticks = Array.from({ length: seconds / 5 + 1 }, (_, i) =>
      `<text x="${x(i * 5_000)}" y="${floor + 18}">${i * 5} s</text>`);
    return [
      `<rect class="away" x="${x(0)}" y="${floor - panel + 60}"`
        + ` width="${x(AWAY) - x(0)}" height="${panel - 60}"/>`,
      `<text class="name" x="${x(0)}" y="${floor - panel + 48}">BACKOFF=${choice}: max ${most}`
        + ` / ${BIN} ms</text>`,
      `<path d="M${x(0)} ${floor} H${width - 20}"/>`,
      ...shapes,
      ...ticks,
    ].join("\n  ");
  });

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${2 * panel + 30}"
  role="img" aria-label="BACKOFF=fixed, BACKOFF=jitter">
  <style>
    text { font: 14px system-ui, "Segoe UI", sans-serif; fill: #14181f; text-anchor: middle; }
    .name { text-anchor: start; font-weight: 700; }
    .bar { fill: #0b4fc0; }
    .away { fill: #fdf0d5; }
    path { stroke: #48515e; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f3f7; }
      .bar { fill: #8fbcff; }
      .away { fill: #3b2a08; }
      path { stroke: #b6c0cd; }
    }
  </style>
  ${panels.join("\n  ")}
</svg>
`;
}

async function main() {
  const fixed = await measure("fixed");
  const jitter = await measure("jitter");
  process.stdout.write(draw({ fixed, jitter }));
  process.exit();
}

main();
