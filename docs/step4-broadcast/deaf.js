// Step 4, "Break it": three clients in a room. One talks, one reads, one never reads.
const { once } = require("node:events");
const lesson = require("../lesson");
const WebSocket = require("ws");

const MESSAGES = 400;
const MESSAGE = "x".repeat(60_000); // 24 MB in all: far more than the system keeps for a reader

const [talker, reader, deaf] = Array.from({ length: 3 }, () => new WebSocket(lesson.url()));
const opened = [talker, reader, deaf].map(client => once(client, "open"));
Promise.all(opened).then(start, () => console.error("Nessun server risponde su " + lesson.url()));

function start() {
  let received = 0;

  reader.on("message", () => {
    received += 1;
    if (received < MESSAGES) return talker.send(MESSAGE);
    console.log(`Chi legge: ${received} messaggi su ${MESSAGES}`);
    talker.close(1000);
    reader.close(1000);
    deaf.resume(); // only now does it find out
  });

  deaf.on("close", code => console.log("Chi non legge: chiuso, codice " + code));

  deaf.pause(); // its connection stays open, but nobody takes what arrives
  talker.send(MESSAGE);
}
